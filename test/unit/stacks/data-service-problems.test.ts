import { expect } from "chai";
import { dataServiceProblems } from "../../../stacks/data-service-problems";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";

const origin = { stack: "local", file: "Pulumi.local.yaml", lines: new Map([["slipway:postgres.service", 7]]) };
const settings = { database: "app", user: "app", extensions: [] };

interface More {
    readonly routes?: readonly string[];
    readonly persistence?: "aof" | "rdb";
}

/** What is wrong with the service `db` as the database, or with `cache` as Redis, of a file that says this of it. */
function problemsOf(
    key: "postgres" | "redis",
    service: string,
    lines: string,
    { routes = [], persistence }: More = {},
) {
    const own = key === "postgres" ? "db" : "cache";
    const file = `services:\n  ${own}:\n${lines.replaceAll(/^/gm, "    ")}\n  api: { image: api }\nvolumes: { data: }\n`;
    const config = {
        ...(key === "postgres" ? { postgres: { service, ...settings } } : {}),
        ...(key === "redis" ? { redis: { service, persistence: persistence ?? "aof" } } : {}),
        domain: domainConfig({ routes: routes.map((name) => ({ path: "/", service: name, port: 1 })) }),
        origin,
    };
    return dataServiceProblems(config, load(file));
}

type Row = readonly [title: string, lines: string, more: More, ...found: readonly string[]];

describe("a service that cannot be taken over", () => {
    const volume = "volumes: [data:/var/lib/postgresql/data]";
    const good = `image: postgres:15\n${volume}`;
    const database: readonly Row[] = [
        ["is a good one", good, {}],
        ["is built here", `build: .\nimage: mysql\n${volume}`, {}],
        ["is a relative of Postgres", "image: postgis/postgis:16-3.5\nvolumes: [./data:/var/lib/postgresql/data]", {}],
        ["has a route", good, { routes: ["db"] }, "service db (compose.yaml:2), which a route leads to"],
        ["has two replicas", `${good}\ndeploy: { replicas: 2 }`, {}, "service db (compose.yaml:2) with 2 replicas"],
        ["has none", `${good}\nscale: 0`, {}, "service db (compose.yaml:2) with 0 replicas"],
        ["has no volume", "image: postgres:15", {}, "service db (compose.yaml:2) without a volume for its data"],
        ["is another server", `image: mysql:8\n${volume}`, {}, "service db (compose.yaml:2) with the image mysql:8"],
        [
            "is another image of Postgres",
            `image: docker.io/bitnami/postgresql:16\n${volume}`,
            {},
            "service db (compose.yaml:2) with the image docker.io/bitnami/postgresql:16",
        ],
        [
            "has all of it",
            "image: bitnamilegacy/postgresql\ndeploy: { replicas: 3 }",
            { routes: ["db"] },
            "service db (compose.yaml:2), which a route leads to",
            "service db (compose.yaml:2) with 3 replicas",
            "service db (compose.yaml:2) with the image bitnamilegacy/postgresql",
            "service db (compose.yaml:2) without a volume for its data",
        ],
    ];
    for (const [title, lines, more, ...found] of database) {
        it(`as the database ${title}`, () => {
            expect(problemsOf("postgres", "db", lines, more).map((problem) => problem.found)).to.deep.equal(found);
        });
    }

    const data = "image: redis:7\nvolumes: [data:/data]";
    const place = "service cache (compose.yaml:2)";
    const option = (text: string) => `${place} with the option --${text}`;
    const redis: readonly Row[] = [
        ["is a good one", data, {}],
        ["has a good command", `${data}\ncommand: redis-server --appendonly yes --maxmemory 64mb --save ""`, {}],
        ["is built, with a command", "build: .\nvolumes: [data:/data]\ncommand: redis-server", {}],
        ["is a Valkey", "image: valkey/valkey:8\nvolumes: [data:/data]", {}],
        ["takes snapshots", `${data}\ncommand: redis-server --save 60 1 --appendonly no`, { persistence: "rdb" }],
        ["has no volume", "image: redis:7\nvolumes: [data:/date]", {}, `${place} without a volume for its data`],
        ["is another server", "image: postgres:15\nvolumes: [data:/data]", {}, `${place} with the image postgres:15`],
        [
            "starts otherwise",
            "image: redis/redis-stack\nvolumes: [data:/data]",
            {},
            `${place} with the image redis/redis-stack`,
        ],
        ["has an entrypoint", `${data}\nentrypoint: redis-server`, {}, `${place} with an entrypoint`],
        ["hides in a shell", `${data}\ncommand: sh -c redis-server`, {}, `${place} with another command`],
        [
            "is built and says no command",
            "build: .\nvolumes: [data:/data]",
            {},
            `${place}, which is built and has no command`,
        ],
        ["keeps no log", `${data}\ncommand: redis-server --appendonly no`, {}, option("appendonly no")],
        ["keeps one", `${data}\ncommand: --appendonly yes`, { persistence: "rdb" }, option("appendonly yes")],
        ["takes no snapshots", `${data}\ncommand: [--save, ""]`, { persistence: "rdb" }, option('save ""')],
        [
            "is elsewhere in all ways",
            `${data}\ncommand: redis-server --appendfsync no --dir /tmp --port 7000`,
            {},
            ...[option("appendfsync no"), option("dir /tmp"), option("port 7000")],
        ],
    ];
    for (const [title, lines, more, ...found] of redis) {
        it(`as Redis ${title}`, () => {
            expect(problemsOf("redis", "cache", lines, more).map((problem) => problem.found)).to.deep.equal(found);
        });
    }

    it("is told with its place in the configuration, what is expected, and what to do", () => {
        expect(problemsOf("postgres", "dv", good)).to.deep.equal([
            {
                ...{ file: "Pulumi.local.yaml", line: 7, path: "slipway:postgres.service", found: '"dv"' },
                ...{ expected: "a service of compose.yaml: db, api", mend: "did you mean db?" },
            },
        ]);
        expect(problemsOf("redis", "elsewhere", data)).to.deep.equal([
            {
                ...{ file: "Pulumi.local.yaml", path: "slipway:redis.service", found: '"elsewhere"' },
                expected: "a service of compose.yaml: cache, api",
                mend: "write one of these, or add the service to the file",
            },
        ]);
        expect(problemsOf("postgres", "toString", good)).to.have.length(1);
        const [wrong] = problemsOf("redis", "cache", `${data}\ncommand: redis-server --appendonly no`);
        expect(wrong).to.deep.include({
            expected: "what persistence: aof says",
            mend: "delete the option, or write persistence: rdb",
        });
    });

    it("runs once only, or is the database and Redis at once", () => {
        const file =
            "services:\n  db: { image: postgres:15, volumes: ['data:/var/lib/postgresql/data'] }\n  api: { image: api, depends_on: { db: { condition: service_completed_successfully } } }\nvolumes: { data: }\n";
        const config = {
            postgres: { service: "db", ...settings },
            redis: { service: "db", persistence: "aof" as const },
            domain: domainConfig(),
            origin,
        };
        const once =
            "service db (compose.yaml:2), which runs once to completion, because another service waits for that";
        expect(dataServiceProblems(config, load(file)).map(({ path, found }) => [path, found])).to.deep.equal([
            ["slipway:postgres.service", once],
            ["slipway:redis.service", once],
            ["slipway:redis.service", "service db (compose.yaml:2) with the image postgres:15"],
            ["slipway:redis.service", "service db (compose.yaml:2) without a volume for its data"],
            ["slipway:redis.service", "db, which slipway:postgres names too"],
        ]);
    });
});
