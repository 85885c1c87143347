import { expect } from "chai";
import { Redis } from "../../../../components/cache/redis";
import { testHost } from "../../support/host";
import { makeWithMocks } from "../../support/mocks";

describe("the data of a Redis", () => {
    it("are one command, which runs again when the way in which they are kept changes", async () => {
        const made = await makeWithMocks(() => {
            const settings = { service: "cache", persistence: "rdb" } as const;
            const where = { image: "redis:7", program: "redis-server", data: "slipway-test_data", target: "/data" };
            return new Redis("redis", { host: testHost(), stack: "slipway-test", settings, ...where });
        });
        expect(made.get("redis-data").inputs).to.deep.equal({
            create: "bash components/cache/keep-data.sh",
            update: "bash components/cache/keep-data.sh",
            environment: {
                DOCKER_HOST: "unix:///run/engine.sock",
                SLIPWAY_REDIS: "slipway-test_cache",
                SLIPWAY_IMAGE: "redis:7",
                SLIPWAY_PROGRAM: "redis-server",
                SLIPWAY_DATA: "slipway-test_data",
                SLIPWAY_TARGET: "/data",
                SLIPWAY_PERSISTENCE: "rdb",
            },
            logging: "stderr",
        });
    });
});
