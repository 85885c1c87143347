import { expect } from "chai";
import { parseRedisCommand, type RedisCommand } from "../../../../components/cache/redis-command.plan";
import { service } from "../../../compose/support/load";

const redis = (more: Partial<RedisCommand> = {}): RedisCommand => ({ program: "redis-server", options: [], ...more });
const appendonly = { name: "appendonly", values: ["yes"] };

describe("the command of a Redis server", () => {
    const cases: readonly (readonly [image: string, lines: string, command: RedisCommand | undefined])[] = [
        ["redis:7", "", redis()],
        ["redis:7", "command: redis-server", redis()],
        ["redis:7", "command: redis-server --appendonly yes", redis({ options: [appendonly] })],
        ["redis:7", "command: --appendonly yes", redis({ options: [appendonly] })],
        ["redis:7", "command: /etc/redis.conf", redis({ file: "/etc/redis.conf" })],
        [
            "redis:7",
            "command: /usr/bin/redis-server ./my.conf --AppendOnly yes",
            redis({ file: "./my.conf", options: [appendonly] }),
        ],
        [
            "redis:7",
            'command: [redis-server, --save, "", --save, "60", "1", --protected-mode, "no"]',
            redis({
                options: [
                    { name: "save", values: [""] },
                    { name: "save", values: ["60", "1"] },
                    { name: "protected-mode", values: ["no"] },
                ],
            }),
        ],
        ["valkey/valkey:8", "", redis({ program: "valkey-server" })],
        ["valkey/valkey:8", "command: --appendonly yes", redis({ program: "valkey-server", options: [appendonly] })],
        ["acme/cache", "command: valkey-server", redis({ program: "valkey-server" })],
        ["redis:7", "command: redis-server -p 1", undefined],
        ["redis:7", "command: redis-server my.conf other.conf", undefined],
        ["redis:7", 'command: sh -c "redis-server"', undefined],
        ["redis:7", "command: redis-sentinel", undefined],
    ];
    for (const [image, lines, command] of cases) {
        it(`${image} ${JSON.stringify(lines)} ${command === undefined ? "is none" : "is taken apart"}`, () => {
            expect(parseRedisCommand({ ...service(lines), image })).to.deep.equal(command);
        });
    }
});
