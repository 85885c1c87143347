import { expect } from "chai";
import { renderService } from "../../../components/compose/render";
import type { PreviousService } from "../../../components/plan/previous-release";
import type { ServicePlan } from "../../../components/plan/rollout-plan";
import type { StackConfig } from "../../../stacks/config";
import { releasedBeforeRoute } from "../../../stacks/release-order";
import { rolloutOf } from "../../../stacks/rollout";
import { routedPorts } from "../../../stacks/routed";
import { serviceSnapshot } from "../../../stacks/service-snapshot";
import { strategiesOf } from "../../../stacks/strategies";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";

const file = `services:
  db: { image: pg:1, volumes: [data:/d], healthcheck: { test: [CMD, ready], interval: 5s } }
  api: { image: api:1, depends_on: [tokens], environment: { LEVEL: info } }
  tokens: { image: tokens:1 }
  worker: { image: api:1 }
volumes: { data: }
`;
const domain = domainConfig({ routes: [{ path: "/", service: "api", port: 80 }] });

/** The app at one time. */
function app(text: string, release: Partial<StackConfig["release"]> = {}) {
    const compose = load(text);
    const config = { domain, release: releaseConfig(release) };
    const ports = routedPorts(domain);
    const services = Object.values(compose.services);
    const snapshots = Object.fromEntries(
        services.map((model) => {
            const { name, image = "" } = model;
            const routed = name in ports;
            const context = {
                image,
                routed,
                routedPorts: [],
                labels: {},
                volumes: { data: "v" },
                secrets: [],
                configs: [],
            };
            return [name, serviceSnapshot(renderService(model, context), model, compose, {})];
        }),
    );
    return { config, compose, services, snapshots, strategies: strategiesOf(compose, config, ports) };
}

function deployed({ snapshots }: ReturnType<typeof app>, changes: Partial<PreviousService> = {}) {
    const entries = Object.entries(snapshots).map(([name, snapshot]) => {
        const previous = { snapshot, environment: {}, waits: false, hasGenerations: name === "api", isWhole: true };
        return [name, { ...previous, ...(name === "api" ? changes : {}) }] as const;
    });
    return { version: "1.0.0", services: new Map(entries) };
}

function plan(
    after: ReturnType<typeof app>,
    previous: ReturnType<typeof deployed> | undefined,
    starts: Readonly<Record<string, number>> = {},
) {
    return rolloutOf({
        ...{ ...after, stack: "staging", smoke: ["sign up"], failures: [], starts },
        early: releasedBeforeRoute(after.compose, after.config, new Set(previous?.services.keys())),
        previous: previous ?? { services: new Map() },
    });
}

function row({ name, change, strategy, downtime, inPlace, goesBeforeRoute, other }: ServicePlan) {
    const more = [...(inPlace ? ["in place"] : []), ...(goesBeforeRoute ? ["early"] : []), ...other];
    return [name, change, strategy, `${downtime.seconds}s`, ...more].join(" ");
}

describe("what a release will do", () => {
    it("is everything the first time", () => {
        const { services, ...rest } = plan(app(file), undefined);
        expect(services.map(row)).to.deep.equal([
            "db new recreate 0s",
            "api new blueGreen 0s",
            "tokens new rolling 0s",
            "worker new rolling 0s",
        ]);
        expect(rest).to.deep.equal({
            stack: "staging",
            version: { to: "1.0.0" },
            gates: { healthy: 300, smoke: ["sign up"], drain: 30 },
            ...{ failures: [], notes: [] },
        });
    });

    it("is nothing where nothing changed", () => {
        const { services } = plan(app(file), deployed(app(file)));
        expect(services.every(({ change }) => change === "unchanged")).to.equal(true);
    });

    it("tells what changes, how, and for how long nobody answers", () => {
        const changed = file
            .replace("pg:1", "pg:2")
            .replace("LEVEL: info", "LEVEL: debug")
            .replace("tokens:1 }", "tokens:2 }")
            .replace("worker: { image: api:1", "worker: { image: api:1, deploy: { replicas: 2 }");
        const { services, version } = plan(app(changed, { version: "1.1.0" }), deployed(app(file)));
        expect(version).to.deep.equal({ from: "1.0.0", to: "1.1.0" });
        expect(services.map(row)).to.deep.equal([
            "db changes recreate 6s",
            "api changes blueGreen 0s",
            "tokens changes rolling 0s early",
            "worker changes rolling 0s in place deploy.replicas",
        ]);
        expect(services[0]?.image).to.deep.equal({ from: "pg:1", to: "pg:2" });
        expect(services[1]?.variables).to.deep.equal({ added: [], changed: ["LEVEL"], removed: [] });
    });

    it("has what the compose file lost at its end", () => {
        const { services } = plan(app(file.replace(/ {2}worker.*\n/, "")), deployed(app(file)));
        expect(services.at(-1)).to.deep.include({
            ...{ name: "worker", change: "removed", why: "compose.yaml has it no more", image: { from: "api:1" } },
        });
    });

    it("knows a version that runs already and waits", () => {
        const { services, version } = plan(app(file), deployed(app(file), { waits: true }));
        expect(version).to.deep.equal({ to: "1.0.0" });
        expect(services.filter(({ change }) => change !== "unchanged").map(row)).to.deep.equal([
            "api waits blueGreen 0s",
        ]);
    });

    it("makes a service anew that gets generations, or has them no more", () => {
        const rolling = app(file, { strategy: "rolling" });
        expect(plan(rolling, deployed(app(file))).services.map(row)[1]).to.equal("api changes rolling 0s strategy");
        const before = deployed(rolling, { hasGenerations: false });
        expect(plan(app(file), before).services.map(row)[1]).to.equal("api changes blueGreen 0s strategy");
    });

    it("has the steps and limits of canaries, as they are executed", () => {
        const { gates } = plan(app(file, { strategy: "canary", inconclusive: "promote", drain: 5 }), undefined);
        expect(gates.drain).to.equal(5);
        expect(gates.canary).to.deep.equal({
            services: ["api"],
            steps: [
                { weight: 10, seconds: 120 },
                { weight: 50, seconds: 120 },
                { weight: 100, seconds: 0 },
            ],
            limits: { errorRate: 0.01, errorRateIsDefault: true, requests: 50 },
            inconclusive: "promote",
        });
    });

    it("takes the time of the last start where somebody has measured it", () => {
        const after = app(file.replace("pg:1", "pg:2"));
        const downtime = (db: number) => plan(after, deployed(app(file)), { db }).services[0]?.downtime;
        expect(downtime(12.3)).to.deep.equal({ seconds: 13, basis: "measured" });
        expect(downtime(301)).to.deep.equal({ seconds: 6, basis: "estimated" });
        expect(downtime(-1)).to.deep.equal({ seconds: 6, basis: "estimated" });
    });

    it("has no downtime where others serve on, or nothing runs", () => {
        const order = (replicas: number) =>
            file.replace(
                "tokens:1",
                `tokens:1, deploy: { replicas: ${replicas}, update_config: { order: stop-first } }`,
            );
        const downtime = (replicas: number) => {
            const before = app(order(replicas));
            return plan(app(order(replicas).replace("tokens:1", "tokens:2")), deployed(before)).services[2]?.downtime;
        };
        expect(downtime(1)).to.deep.equal({ seconds: 3, basis: "estimated" });
        expect(downtime(2)).to.deep.equal({ seconds: 0, basis: "none" });
        expect(downtime(0)).to.deep.equal({ seconds: 0, basis: "none" });
    });

    it("has a downtime where rolling is chosen for what two tasks would fight over, as the engine gets it", () => {
        const published = file.replace("tokens:1", 'tokens:1, ports: ["5000:5000"]');
        const release = { services: { db: { strategy: "rolling" }, tokens: { strategy: "rolling" } } } as const;
        const after = app(published.replace("pg:1", "pg:2").replace("tokens:1", "tokens:2"), release);
        expect(plan(after, deployed(app(published, release))).services.map(row)).to.deep.equal([
            "db changes rolling 6s",
            "api unchanged blueGreen 0s",
            "tokens changes rolling 3s early",
            "worker unchanged rolling 0s",
        ]);
    });

    it("has none where a chosen order starts the new task first, whatever it is like", () => {
        const ordered = file.replace(
            "volumes: [data:/d]",
            "volumes: [data:/d], deploy: { update_config: { order: start-first } }",
        );
        const after = app(ordered.replace("pg:1", "pg:2"));
        expect(plan(after, deployed(app(ordered))).services.map(row)[0]).to.equal("db changes rolling 0s");
    });

    it("has none at a port of the host that the proxies serve", () => {
        const served = file.replace("api:1,", 'api:1, ports: ["80:80"],');
        const rolling = { services: { api: { strategy: "rolling" } } } as const;
        const after = app(served.replace("LEVEL: info", "LEVEL: debug"), rolling);
        const before = deployed(app(served, rolling), { hasGenerations: false });
        expect(plan(after, before).services.map(row)[1]).to.equal("api changes rolling 0s");
    });
});
