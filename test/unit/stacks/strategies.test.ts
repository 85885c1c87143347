import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { routedPorts } from "../../../stacks/routed";
import { strategiesOf } from "../../../stacks/strategies";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";

const compose = load(`services:
  web: { image: x, depends_on: { job: { condition: service_completed_successfully } } }
  api:
    image: x
    x-slipway: { strategy: canary, standby: true }
  shop: { image: x, volumes: [uploads:/u] }
  db: { image: x, volumes: [data:/d] }
  dns: { image: x, ports: ['53:53'] }
  edges: { image: x, ports: ['54:53'], deploy: { replicas: 2 } }
  worker: { image: x }
  slow: { image: x, deploy: { update_config: { order: stop-first } } }
  quick: { image: x, volumes: [data:/d], deploy: { update_config: { order: start-first } } }
  job: { image: x }
volumes: { uploads: , data: }
`);
const routed = { web: [80], api: [80], shop: [80], slow: [80] };

function decide(release: Partial<StackConfig["release"]> = {}) {
    const strategies = strategiesOf(compose, { release: releaseConfig(release) }, routed);
    return Object.entries(strategies).map(
        ([name, { strategy, why, standby }]) => `${name}: ${strategy}${standby ? ", standby" : ""}, because ${why}`,
    );
}

describe("the strategy of each service", () => {
    it("follows from what it is like", () => {
        expect(decide()).to.deep.equal([
            "web: blueGreen, because it has a route",
            "api: canary, standby, because x-slipway in compose.yaml:5",
            "shop: recreate, because it owns the volume uploads, which two tasks at a time would fight over",
            "db: recreate, because it owns the volume data, which two tasks at a time would fight over",
            "dns: recreate, because it publishes port 53 of the host, which two tasks at a time would fight over",
            "edges: rolling, because it publishes port 54 of the host, which two tasks at a time would fight over",
            "worker: rolling, because it has no route",
            "slow: rolling, because its update_config.order is stop-first",
            "quick: rolling, because its update_config.order is start-first",
            "job: recreate, because it runs once to completion",
        ]);
    });

    it("is the configuration's first, of single services before all", () => {
        const changed = decide({
            strategy: "rolling",
            standby: true,
            services: { api: { strategy: "blueGreen", standby: false }, slow: { strategy: "canary" }, worker: {} },
        });
        expect(changed.filter((line) => !decide().includes(line))).to.deep.equal([
            "web: rolling, because slipway:release.strategy",
            "api: blueGreen, because slipway:release.services.api",
            "slow: canary, standby, because slipway:release.services.slow",
        ]);
    });

    it("takes a service's name for nothing else", () => {
        const model = load("services: { constructor: { image: x } }");
        const routes = routedPorts(domainConfig());
        expect(strategiesOf(model, { release: releaseConfig() }, routes)).to.deep.equal({
            constructor: { strategy: "rolling", why: "it has no route", standby: false },
        });
    });
});
