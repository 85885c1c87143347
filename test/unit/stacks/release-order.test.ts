import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { releasedBeforeRoute } from "../../../stacks/release-order";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";

const compose = load(`services:
  db: { image: x }
  cache: { image: x }
  vault: { image: x }
  migrate: { image: x, depends_on: [vault] }
  tokens: { image: x }
  api: { image: x, depends_on: [tokens, cache] }
  web: { image: x }
  worker: { image: x, depends_on: [api, mailer] }
  mailer: { image: x }
`);
const migrations = { service: "migrate", up: "u", head: "h", heads: "s", known: "k {revision}", timeout: 1 };
const postgres = { service: "db", database: "app", user: "app", extensions: [] };

function before(
    routed: readonly string[],
    more: Partial<StackConfig> = {},
    deployed = Object.keys(compose.services),
): readonly string[] {
    const routes = routed.map((service) => ({ path: `/${service}`, service, port: 80 }));
    return [...releasedBeforeRoute(compose, { domain: domainConfig({ routes }), ...more }, new Set(deployed))].sort();
}

describe("what is released before requests are led to the new version", () => {
    it("is what has a route, and what that needs", () => {
        expect(before(["web"])).to.deep.equal(["web"]);
        expect(before(["api"])).to.deep.equal(["api", "cache", "tokens"]);
    });

    it("is also the data, and what the migration needs", () => {
        expect(before(["web"], { postgres, redis: { service: "cache", persistence: "aof" } })).to.deep.equal([
            ...["cache", "db", "web"],
        ]);
        expect(before(["web"], { postgres, migrations })).to.deep.equal(["db", "vault", "web"]);
    });

    it("is also what is new, with what that needs: others may not get healthy without it", () => {
        const deployed = Object.keys(compose.services).filter((name) => name !== "worker");
        expect(before(["web"], {}, deployed)).to.deep.equal(["api", "cache", "mailer", "tokens", "web", "worker"]);
        expect(before(["web"], {}, [])).to.deep.equal(Object.keys(compose.services).sort());
    });

    it("is everything where nothing has a route", () => {
        expect(before([])).to.deep.equal(Object.keys(compose.services).sort());
    });
});
