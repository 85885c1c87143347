import { expect } from "chai";
import { takeRedis } from "../../../../components/cache/take-redis.plan";
import { load } from "../../../compose/support/load";

function taken(lines: string, persistence: "aof" | "rdb" = "aof", image = "redis:7") {
    const file = `services:\n  cache:\n    image: ${image}\n    ${lines}\n    volumes: [data:/data]\nvolumes: { data: }\n`;
    const model = takeRedis(load(file), { service: "cache", persistence });
    return { service: model.services.cache, content: model.secrets["slipway-redis.conf"] };
}

const password = { secret: "redis.password" };

describe("a Redis that is taken over", () => {
    it("has its password and what keeps its data in a file, and a health check that knows the password", () => {
        const { service, content } = taken("environment: { REDIS_PASSWORD: before, TZ: UTC }");
        const { command, environment, secrets, healthcheck, mounts } = service ?? {};
        expect({ command, environment, secrets, healthcheck, content }).to.deep.equal({
            command: ["redis-server", "/run/secrets/slipway-redis.conf"],
            environment: { TZ: ["UTC"] },
            secrets: [{ source: "slipway-redis.conf", target: "slipway-redis.conf" }],
            healthcheck: {
                test: [
                    "CMD-SHELL",
                    '[ "$(REDISCLI_AUTH=$(sed -n "s/^requirepass //p" /run/secrets/slipway-redis.conf) redis-cli ping)" = PONG ]',
                ],
                ...{ interval: "3s", timeout: "5s", retries: 10, startPeriod: "60s" },
            },
            content: { content: ["requirepass ", password, "\nappendonly yes\nappendfsync everysec\n"] },
        });
        expect(mounts).to.have.length(1);
    });

    it("writes snapshots where that is asked for", () => {
        expect(taken("", "rdb").content).to.deep.equal({
            content: ["requirepass ", password, "\nappendonly no\nsave 3600 1\nsave 300 100\nsave 60 10000\n"],
        });
    });

    it("keeps its own options behind the file, and its own file in front of what Slipway says", () => {
        const { service, content } = taken('command: [redis-server, /etc/my.conf, --maxmemory, 64mb, --save, ""]');
        expect(service?.command).to.deep.equal([
            ...["redis-server", "/run/secrets/slipway-redis.conf", "--maxmemory", "64mb", "--save", ""],
        ]);
        expect(content).to.deep.equal({
            content: ["include /etc/my.conf\nrequirepass ", password, "\nappendonly yes\nappendfsync everysec\n"],
        });
    });

    it("may be a Valkey, and keeps the timings of its health check", () => {
        const { service } = taken("healthcheck: { interval: 9s }", "aof", "valkey/valkey:8");
        expect(service?.command?.[0]).to.equal("valkey-server");
        expect(service?.healthcheck?.test?.[1]).to.contain(" valkey-cli ping)");
        expect(service?.healthcheck?.interval).to.equal("9s");
    });
});
