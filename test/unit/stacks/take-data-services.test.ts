import { expect } from "chai";
import { takeDataServices, takenOver } from "../../../stacks/take-data-services";
import { load } from "../../compose/support/load";

const postgres = { service: "db", database: "app", user: "app", extensions: [] };
const redis = { service: "cache", persistence: "aof" } as const;
const templated = {
    DATABASE_URL: ["postgresql://app:", { secret: "postgres.password" }],
    REDIS_URL: [{ secret: "redis.password" }],
};

function taken(file: string) {
    const model = load(`services:\n${file}`, { secrets: ["DATABASE_URL", "REDIS_URL"] });
    const services = takeDataServices(model, { postgres, redis }, templated).services;
    return Object.fromEntries(Object.entries(services).map(([name, { dependsOn }]) => [name, dependsOn]));
}

const healthy = "service_healthy";

describe("the services that Slipway takes over", () => {
    it("are given what the file need not say, each its own", () => {
        expect(Object.entries(takenOver({ postgres, redis })).map(([name, { by }]) => [name, by])).to.deep.equal([
            ["db", "slipway:postgres"],
            ["cache", "slipway:redis"],
        ]);
        expect(takenOver({})).to.deep.equal({});
    });

    it("are waited for by what is given their passwords, however", () => {
        const file = `
  db: { image: postgres }
  cache: { image: redis }
  api: { image: api, environment: { A: "\${DATABASE_URL}", B: "x\${REDIS_URL}" } }
  worker: { image: api, environment: { B: "\${REDIS_URL}" }, depends_on: [cache] }
  page: { image: page, secrets: [url] }
  site: { image: page, configs: [file] }
  other: { image: page }
secrets: { url: { content: "\${DATABASE_URL}" } }
configs: { file: { content: "url=\${REDIS_URL}" } }
`;
        expect(taken(file)).to.deep.equal({
            db: {},
            cache: {},
            api: { db: healthy, cache: healthy },
            worker: { cache: "service_started" },
            page: { db: healthy },
            site: { cache: healthy },
            other: {},
        });
    });

    it("make no circle", () => {
        const file = `
  db: { image: postgres, depends_on: [proxy] }
  proxy: { image: proxy, depends_on: [certificates] }
  certificates: { image: certificates, environment: { A: "\${DATABASE_URL}" } }
  cache: { image: redis, environment: { A: "\${DATABASE_URL}" } }
`;
        expect(taken(file)).to.deep.equal({
            db: { proxy: "service_started" },
            proxy: { certificates: "service_started" },
            certificates: {},
            cache: { db: healthy },
        });
    });
});
