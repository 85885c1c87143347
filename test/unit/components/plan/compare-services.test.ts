import { expect } from "chai";
import { compareServices, type ServiceSnapshot } from "../../../../components/plan/compare-services";

const none = { added: [], changed: [], removed: [] };
const base = { image: "a:1", environment: { A: "1", B: "2" }, deploy: { replicas: 1, labels: { v: "1" } } };

function snapshot(service: object, files: ServiceSnapshot["files"] = {}): ServiceSnapshot {
    return { document: JSON.stringify({ services: { api: { ...base, ...service } } }), files };
}

describe("two releases of a service", () => {
    it("are the same where nothing differs", () => {
        expect(compareServices(snapshot({}), snapshot({}))).to.deep.equal({
            ...{ image: { from: "a:1", to: "a:1" }, variables: none, secrets: none, configs: none, other: [] },
            ...{ inPlace: false, isDifferent: false },
        });
    });

    it("are told apart by name, never by value", () => {
        const before = snapshot(
            { command: ["x"], secrets: [{ source: "GONE" }, { source: "KEY" }] },
            {
                SLIPWAY_SECRET_GONE: "b2xk",
                SLIPWAY_SECRET_KEY: "b2xk",
            },
        );
        const after = snapshot(
            {
                image: "a:2",
                environment: { B: "3", C: "4", SLIPWAY_EXPORT: "KEY" },
                secrets: [{ source: "NEW" }, { source: "KEY" }, { source: "config.conf" }],
                configs: [{ source: "slipway_launcher" }, { source: "plain" }],
                deploy: { ...base.deploy, replicas: 2 },
            },
            { SLIPWAY_SECRET_KEY: "bmV3" },
        );
        const difference = compareServices(before, after);
        expect(difference).to.deep.equal({
            image: { from: "a:1", to: "a:2" },
            variables: { added: ["C"], changed: ["B"], removed: ["A"] },
            secrets: { added: ["NEW"], changed: ["KEY"], removed: ["GONE"] },
            configs: { added: ["conf", "plain"], changed: [], removed: [] },
            other: ["command", "deploy.replicas"],
            ...{ inPlace: false, isDifferent: true },
        });
    });

    it("replace no container where only the service around them differs", () => {
        const deploy = { replicas: 3, labels: { v: "2" }, update_config: { order: "start-first" } };
        const { other, inPlace } = compareServices(snapshot({}), snapshot({ deploy }));
        expect({ other, inPlace }).to.deep.equal({
            other: ["deploy.labels", "deploy.replicas", "deploy.update_config"],
            inPlace: true,
        });
        expect(compareServices(snapshot({}), snapshot({ deploy, environment: {} })).inPlace).to.equal(false);
    });

    it("take a secret that is not known for what it was", () => {
        const service = { secrets: [{ source: "KEY" }] };
        const known = snapshot(service, { SLIPWAY_SECRET_KEY: "b2xk" });
        expect(compareServices(known, snapshot(service)).isDifferent).to.equal(false);
        expect(compareServices(snapshot(service), known).isDifferent).to.equal(false);
    });

    it("are the first one where there was none", () => {
        expect(compareServices(undefined, snapshot({ secrets: [{ source: "KEY" }] }))).to.deep.equal({
            ...{ image: { to: "a:1" }, variables: none, secrets: none, configs: none, other: [] },
            ...{ inPlace: false, isDifferent: true },
        });
    });
});
