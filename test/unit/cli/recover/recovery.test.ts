import { expect } from "chai";
import type { PendingOperation, StateResource } from "../../../../cli/recover/deployment";
import { type EngineNames, planRecovery } from "../../../../cli/recover/recovery.plan";
import { recoveryLines } from "../../../../cli/recover/recovery-lines";
import { command, object, release, types } from "./state";

const api = release("api", "0a1b2c");
const secret = object(types.secret, "slipway-local-3f9a.api.TOKEN-738d7f9");
const password = command("db-password", { create: "head -c 32 /dev/urandom" });
const swarm = command("cluster-swarm", { create: "bash init.sh", delete: "bash leave.sh" });
const everything: EngineNames = {
    service: new Set(["slipway-local-3f9a_api-0a1b2c"]),
    secret: new Set(["slipway-local-3f9a.api.TOKEN-738d7f9"]),
    config: new Set(),
    network: new Set(),
    ownNetworks: [],
    images: new Set(),
};

const planned = (resources: readonly StateResource[], pending: readonly PendingOperation[], names?: EngineNames) => {
    const { repeat, ...rest } = planRecovery({ resources, pending_operations: pending }, names);
    return { ...rest, repeat: [...repeat] };
};
const nothing = { repeat: [], missing: [], leftOvers: [], interrupted: false };

describe("what a stack needs after its deployer was killed", () => {
    it("is nothing when all is well, or there is no state yet", () => {
        expect(planned([api, secret, password], [], everything)).to.deep.equal(nothing);
        expect(planRecovery({}, undefined)).to.deep.include({ interrupted: false, missing: [] });
    });

    for (const [what, resource, type, reason] of [
        ["a service in the middle of an update", api, "updating", "interrupted while updating"],
        ["a service whose successor of the same name was begun", api, "creating", "interrupted while creating"],
        ["a service that was being removed", api, "deleting", "interrupted while deleting"],
        ["what is only created, when it was being removed", swarm, "deleting", "interrupted while deleting"],
        ["a password, whose new value nobody took", password, "updating", undefined],
        ["a password that was being removed", password, "deleting", undefined],
    ] as const) {
        it(`${reason === undefined ? "leaves" : "applies again"} ${what}`, () =>
            expect(planned([resource], [{ resource, type }]).repeat).to.deep.equal(
                reason === undefined ? [] : [[resource.urn, reason]],
            ));
    }

    it("looks for what was being created, and the state does not have", () => {
        const network = object(types.network, "slipway-local-3f9a-default-0aabac7");
        const volume = object(types.volume, "slipway-local-3f9a_data");
        const pending = [api, secret, network, volume, password].map((resource) => ({
            resource,
            type: "creating" as const,
        }));
        expect(planned([], pending)).to.deep.equal({
            ...nothing,
            interrupted: true,
            leftOvers: [
                {
                    kind: "service",
                    name: "slipway-local-3f9a_api-0a1b2c",
                    script: "bash components/release/remove.sh",
                    environment: {
                        SLIPWAY_STACK: "slipway-local-3f9a",
                        SLIPWAY_SERVICE: "api",
                        SLIPWAY_GENERATION: "0a1b2c",
                        SLIPWAY_REPLICATION: "replicated",
                    },
                },
                { kind: "secret", name: "slipway-local-3f9a.api.TOKEN-738d7f9" },
                { kind: "network", name: "slipway-local-3f9a-default-0aabac7" },
            ],
        });
    });

    it("does not touch what only waits for its removal", () => {
        const old = { ...api, delete: true };
        expect(planned([api, old], [{ resource: old, type: "deleting" }])).to.deep.equal({
            ...nothing,
            interrupted: true,
        });
    });
});

describe("what an engine has and no state knows", () => {
    const network = {
        ...object(types.network, "slipway-local-3f9a-default-0aabac7"),
        inputs: {
            name: "slipway-local-3f9a-default-0aabac7",
            labels: [{ label: "slipway.stack", value: "slipway-local-3f9a" }],
        },
    };
    const names: EngineNames = {
        service: new Set(["slipway-local-3f9a_api-0a1b2c", "slipway-local-3f9a_other"]),
        secret: new Set(["slipway-local-3f9a.api.TOKEN-738d7f9", "slipway-local-3f9a.api.TOKEN-0000000", "mine"]),
        config: new Set(["slipway-local-3f9a.api.config.x-1111111", "slipway-local-3f9a-2.api.config.x-2222222"]),
        network: new Set(["slipway-local-3f9a-default-0aabac7", "slipway-local-3f9a-2-default-3333333", "host"]),
        ownNetworks: ["slipway-local-3f9a-default-0aabac7", "slipway-local-3f9a-default-4444444"],
        images: new Set(),
    };

    it("is a left-over when it is the stack's own", () =>
        expect(planned([api, secret, network], [], names)).to.deep.equal({
            ...nothing,
            leftOvers: [
                { kind: "secret", name: "slipway-local-3f9a.api.TOKEN-0000000" },
                { kind: "config", name: "slipway-local-3f9a.api.config.x-1111111" },
                { kind: "network", name: "slipway-local-3f9a-default-4444444" },
            ],
        }));

    it("is nobody's business while the stack has made nothing", () =>
        expect(planned([password], [], names)).to.deep.equal(nothing));
});

describe("what a stack needs when the engine lacks something", () => {
    const gone: EngineNames = { ...everything, service: new Set(), secret: new Set() };

    it("makes services, secrets, configs and networks again", () => {
        const plan = planRecovery({ resources: [api, secret] }, gone);
        expect([...plan.repeat]).to.deep.equal([[api.urn, "its service is gone from the engine"]]);
        expect(plan.missing).to.deep.equal([secret.urn]);
        expect(recoveryLines("local", plan)).to.deep.equal([
            "stack local: api-release-service is applied again: its service is gone from the engine",
            "stack local: slipway-local-3f9a.api.TOKEN is made again: it is gone from the engine",
        ]);
    });

    it("is told before as what the next update will do", () => {
        const pending = [{ resource: api, type: "updating" as const }];
        const plan = planRecovery({ resources: [api, secret], pending_operations: pending }, gone);
        expect(recoveryLines("local", plan, "next")).to.deep.equal([
            "stack local: the update before was cut off: the next `./slipway up` will put right what it left",
            "stack local: the next `./slipway up` will apply api-release-service again: interrupted while updating",
            "stack local: the next `./slipway up` will make slipway-local-3f9a.api.TOKEN again: it is gone from the engine",
        ]);
    });

    it("builds, sends and pushes again what the engine has no image of", () => {
        const about = (name: string, verb: string, image: string) =>
            command(name, { create: `bash components/image/${verb}.sh`, environment: { SLIPWAY_IMAGE: image } });
        const api = ["build", "send", "push"].map((verb) => about(`api-image-${verb}`, verb, "acme/api:1.0.0-1f"));
        const web = about("web-image-send", "send", "docker.io/acme/web:1.0.0-2e");
        const plan = planRecovery(
            { resources: [...api, web] },
            { ...everything, images: new Set(["acme/web:1.0.0-2e"]) },
        );
        expect([...plan.repeat]).to.deep.equal(api.map(({ urn }) => [urn, "its image is not on the engine"]));
        expect(planRecovery({ resources: api }, undefined).repeat.size).to.equal(0);
    });

    it("runs no job again that somebody has cleared away", () => {
        const job = release("once", "", { SLIPWAY_REPLICATION: "replicated-job" });
        expect(planned([job], [], gone)).to.deep.equal(nothing);
    });

    it("makes nothing again that is to go anyway", () =>
        expect(
            planned(
                [
                    { ...api, delete: true },
                    { ...secret, delete: true },
                ],
                [],
                gone,
            ),
        ).to.deep.equal(nothing));

    it("judges nothing when the engine cannot be asked", () =>
        expect(planned([api, secret], [])).to.deep.equal(nothing));
});
