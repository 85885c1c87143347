import { expect } from "chai";
import fc from "fast-check";
import { parse } from "yaml";
import { type ConfigSource, readStackConfig } from "../../../stacks/config";
import { ConfigError } from "../../../stacks/config/config-error";
import { configSchema } from "../../../stacks/config/schema";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";

/** What Pulumi hands over for a stack file; values below `secure` count as decrypted. */
function sourceOf(text: string, changes: Partial<ConfigSource> = {}): ConfigSource {
    const { config } = parse(text) as { config: Record<string, unknown> };
    const entries = Object.entries(config);
    return {
        stack: "local",
        project: "slipway",
        file: "Pulumi.local.yaml",
        text,
        values: Object.fromEntries(entries.map(([key, value]) => [key, plainText(value)])),
        secretKeys: new Set(
            entries.filter(([, value]) => JSON.stringify(value)?.includes('"secure"')).map(([key]) => key),
        ),
        ...changes,
    };
}

function plainText(value: unknown): string {
    const decrypted = JSON.stringify(value).replace(/\{"secure":("[^"]*")\}/g, "$1");
    return value === null ? "" : typeof value === "object" ? decrypted : String(value);
}

function messageOf(source: ConfigSource): string {
    try {
        readStackConfig(source);
    } catch (error) {
        if (error instanceof ConfigError) return error.message;
        throw error;
    }
    return "no problem";
}

describe("a stack's configuration", () => {
    it("gets its defaults", () => {
        const { origin, ...config } = readStackConfig(sourceOf("config:\n  slipway:compose: ./compose.yaml\n"));
        expect(config).to.deep.equal({
            compose: "./compose.yaml",
            engine: "unix:///var/run/docker.sock",
            release: releaseConfig({ version: "0.0.0" }),
            domain: domainConfig(),
            env: {},
            secrets: {},
            notify: {},
        });
        expect(origin.file).to.equal("Pulumi.local.yaml");
        expect(origin.lines.get("slipway:compose")).to.equal(2);
    });

    it("takes services over, and templates with passwords among its plain variables", () => {
        const url = "postgresql://${postgres.user}:${postgres.password}@${postgres.host}/x";
        const lines = [
            "config:",
            "  slipway:compose: ./c.yaml",
            "  slipway:postgres: { service: db, extensions: [uuid-ossp] }",
            "  slipway:redis: { service: cache }",
            `  slipway:env: { DATABASE_URL: "${url}", DB_PASSWORD: "\${postgres.password}", REDIS_URL: "\${redis.url}" }`,
        ];
        const config = readStackConfig(sourceOf(`${lines.join("\n")}\n`));
        expect(config.postgres).to.deep.equal({
            ...{ service: "db", database: "app", user: "app", extensions: ["uuid-ossp"] },
        });
        expect(config.redis).to.deep.equal({ service: "cache", persistence: "aof" });
        expect(config.env.DATABASE_URL).to.equal(url);
    });

    it("has its timeout in whole seconds, because scripts count in them", () => {
        for (const [written, seconds] of [
            ["1500ms", 2],
            ["20ms", 1],
            ["90s", 90],
        ] as const) {
            const text = `config:\n  slipway:compose: ./compose.yaml\n  slipway:release: { timeout: ${written} }\n`;
            expect(readStackConfig(sourceOf(text)).release.timeout).to.equal(seconds);
        }
    });

    it("is read whole", () => {
        const text = `
config:
  docker:host: anything
  slipway:compose: ../app/compose.yaml
  slipway:id: 3f9a
  slipway:engine: unix:///run/user/1000/docker.sock
  slipway:release:
    version: 1.4.2
    strategy: canary
    services: { api: { strategy: rolling, standby: false }, web: {} }
    steps: [{ weight: 5, for: 500ms }, { weight: 100, for: 1m30s }]
    abortWhen: { errorRate: 0.5%, p95: 500ms, p99: 2s }
    inconclusive: promote
    drain: 1m
    standby: true
    timeout: 1h30m
  slipway:domain:
    port: 80
    routes:
      - { host: App.Example.com, service: web, port: 3000 }
      - { path: /api/, service: api, port: 8000, health: /live }
  slipway:env: { LOG_LEVEL: info, WORKERS: 4, DEBUG: false, ALLOW_EMPTY_PASSWORD: true }
  slipway:secrets: { JWT_SECRET_KEY: { secure: k3Jq0 } }
  slipway:notify: { slack: { secure: "https://chat.example/x" } }
`;
        const { origin: _, ...config } = readStackConfig(sourceOf(text));
        expect(config).to.deep.equal({
            compose: "../app/compose.yaml",
            id: "3f9a",
            engine: "unix:///run/user/1000/docker.sock",
            release: releaseConfig({
                version: "1.4.2",
                strategy: "canary",
                services: { api: { strategy: "rolling", standby: false }, web: {} },
                steps: [
                    { weight: 5, for: 0.5 },
                    { weight: 100, for: 90 },
                ],
                abortWhen: { errorRate: 0.005, p95: 0.5, p99: 2, requests: 50 },
                inconclusive: "promote",
                drain: 60,
                standby: true,
                timeout: 5400,
            }),
            domain: domainConfig({
                port: 80,
                routes: [
                    { host: "app.example.com", path: "/", service: "web", port: 3000 },
                    { path: "/api", service: "api", port: 8000, health: "/live" },
                ],
            }),
            env: { LOG_LEVEL: "info", WORKERS: "4", DEBUG: "false", ALLOW_EMPTY_PASSWORD: "true" },
            secrets: { JWT_SECRET_KEY: "k3Jq0" },
            notify: { slack: "https://chat.example/x" },
        });
    });

    it("may leave keys without a value, except variables", () => {
        const text =
            "config:\n  slipway:compose: ./c.yaml\n  slipway:secrets:\n  slipway:domain: { port: , routes: }\n";
        const config = readStackConfig(sourceOf(text));
        expect(config.secrets).to.deep.equal({});
        expect(config.domain).to.deep.equal(domainConfig());
    });

    it("may have all its secrets in one encrypted value", () => {
        const text = "config:\n  slipway:compose: ./c.yaml\n  slipway:secrets: { secure: abc }\n";
        const source = sourceOf(text);
        const values = { ...source.values, "slipway:secrets": '{"API_TOKEN":"k3Jq0"}' };
        expect(readStackConfig({ ...source, values }).secrets).to.deep.equal({ API_TOKEN: "k3Jq0" });
    });

    it("may have keys without a namespace in a project called slipway", () => {
        const text = "config:\n  compose: ./c.yaml\n  secrets: { A: plain }\n";
        const values = { "slipway:compose": "./c.yaml", "slipway:secrets": '{"A":"plain"}' };
        expect(messageOf(sourceOf(text, { values }))).to.include(
            "Pulumi.local.yaml:3 slipway:secrets.A: found a secret in plain",
        );
    });
});

describe("a stack's configuration that is not valid", () => {
    const compose = "slipway:compose: ./c.yaml";
    const keys = Object.keys(configSchema.shape).join(", ");
    const cases: readonly [title: string, lines: readonly string[], problems: readonly string[]][] = [
        [
            "lacks the compose file",
            ["slipway:id: 3f9a"],
            [
                " slipway:compose: found nothing, expected the path of a compose file; write for example slipway:compose: ./compose.yaml",
            ],
        ],
        [
            "has an empty path of the compose file",
            ['slipway:compose: " "'],
            [
                ':2 slipway:compose: found " ", expected the path of a compose file; write for example slipway:compose: ./compose.yaml',
            ],
        ],
        [
            "has a map for the compose file",
            ["slipway:compose: { file: x }"],
            [
                ":2 slipway:compose: found a map, expected the path of a compose file; write for example slipway:compose: ./compose.yaml",
            ],
        ],
        [
            "has a misspelt key",
            [compose, "slipway:domian: { port: 80 }"],
            [
                `:3 slipway:domian: found a key that Slipway does not know, expected one of ${keys}; did you mean slipway:domain?`,
            ],
        ],
        [
            "has a key that is like none",
            [compose, "slipway:kubernetes: true"],
            [`:3 slipway:kubernetes: found a key that Slipway does not know, expected one of ${keys}; remove it`],
        ],
        [
            "has a path as a key",
            [compose, "slipway:secrets.JWT: { secure: x }"],
            [
                ":3 slipway:secrets.JWT: found an encrypted value, expected plain values, because previews show them; move a secret to slipway:secrets, and set anything else without --secret",
            ],
        ],
        [
            "has a plain path as a key",
            [compose, "slipway:domain.port: 80"],
            [
                `:3 slipway:domain.port: found a key that Slipway does not know, expected one of ${keys}; remove it and run pulumi config set --path 'slipway:domain.port' --stack local`,
            ],
        ],
        [
            "has an id with capitals",
            [compose, "slipway:id: MyApp"],
            [
                ':3 slipway:id: found "MyApp", expected 3 to 8 lower-case letters and digits; write for example slipway:id: 3f9a',
            ],
        ],
        [
            "has a bare path for the engine",
            [compose, "slipway:engine: /var/run/docker.sock"],
            [
                ':3 slipway:engine: found "/var/run/docker.sock", expected the address of a Docker Engine of this machine, unix:///PATH; write for example slipway:engine: unix:///var/run/docker.sock',
            ],
        ],
        [
            "has a release with everything wrong",
            [compose, "slipway:release:", "  version: 1.4", "  strategy: green", "  timeout: soon"],
            [
                ":4 slipway:release.version: found 1.4, expected a SemVer version, MAJOR.MINOR.PATCH; write for example version: 1.4.2",
                ':5 slipway:release.strategy: found "green", expected rolling, blueGreen, canary or recreate; write for example strategy: blueGreen',
                ':6 slipway:release.timeout: found "soon", expected a duration such as 30s, 5m or 1h30m; write for example timeout: 5m',
            ],
        ],
        [
            "has a text for a map",
            [compose, "slipway:release: 1.4.2"],
            [
                ':3 slipway:release: found "1.4.2", expected a map with version, strategy, services, steps, abortWhen, inconclusive, drain, standby, timeout and quiesce; write for example slipway:release: { version: 1.4.2 }',
            ],
        ],
        [
            "has bad routes",
            [
                compose,
                "slipway:domain:",
                "  port: http",
                "  routes:",
                '    - { host: "https://x", service: web, prot: 80 }',
                "    - { path: api, service: 7, port: 0 }",
                "    - web",
            ],
            [
                ':4 slipway:domain.port: found "http", expected a port from 1 to 65535; write for example port: 8080',
                ':6 slipway:domain.routes[0].host: found "https://x", expected a host name without scheme and port; write for example host: app.example.com',
                ":6 slipway:domain.routes[0].port: found nothing, expected a port from 1 to 65535; write for example port: 3000",
                ":6 slipway:domain.routes[0].prot: found a key that Slipway does not know, expected one of host, path, service, port, health; did you mean slipway:domain.routes[0].port?",
                ':7 slipway:domain.routes[1].path: found "api", expected a path that starts with / and has no query; write for example path: /api',
                ":7 slipway:domain.routes[1].service: found 7, expected the name of a service in the compose file; write for example service: web",
                ":7 slipway:domain.routes[1].port: found 0, expected a port from 1 to 65535; write for example port: 3000",
                ':8 slipway:domain.routes[2]: found "web", expected a map with service and port; write for example { path: /, service: web, port: 3000 }',
            ],
        ],
        [
            "has two routes for the same requests",
            [
                compose,
                "slipway:domain:",
                "  routes:",
                "    - { host: a.example.com, path: /x, service: web, port: 1 }",
                "    - { host: a.example.com, service: web, port: 1 }",
                "    - { host: A.example.com, path: /x/, service: api, port: 2 }",
            ],
            [
                ":7 slipway:domain.routes[2]: found the same host and path as slipway:domain.routes[0], expected each host and path once; remove one of the two, or give it another path",
            ],
        ],
        [
            "has secrets among the plain variables",
            [
                compose,
                "slipway:env:",
                "  DB_PASSWORD: hunter2",
                "  DB_URL: postgresql://u:hunter2@db/x",
                "  MAPS_KEY: changeme",
            ],
            [
                ":4 slipway:env.DB_PASSWORD: found a secret in plain text, expected an encrypted entry of slipway:secrets; remove it here and run pulumi config set --secret --path 'slipway:secrets.DB_PASSWORD' --stack local",
                ":5 slipway:env.DB_URL: found a secret in plain text, expected an encrypted entry of slipway:secrets; remove it here and run pulumi config set --secret --path 'slipway:secrets.DB_URL' --stack local",
                ":6 slipway:env.MAPS_KEY: found a placeholder, expected a real value; write the value that this environment really uses",
            ],
        ],
        [
            "has plain variables of a wrong kind",
            [compose, "slipway:env:", '  "a b": 1', "  EMPTY:", "  LIST: [hunter2]", "  APP_KEY: { x: hunter2 }"],
            [
                ':4 slipway:env["a b"]: found a name that no variable can have, expected letters, digits and _, with no digit first; rename it here and in the compose file',
                ":5 slipway:env.EMPTY: found nothing, expected a text, a number, true or false; write for example LOG_LEVEL: info",
                ":6 slipway:env.LIST: found a list, expected a text, a number, true or false; write for example LOG_LEVEL: info",
                ":7 slipway:env.APP_KEY: found a map, expected a text, a number, true or false; write for example LOG_LEVEL: info",
            ],
        ],
        [
            "has an encrypted value outside the secrets",
            [compose, "slipway:env: { LOG_LEVEL: { secure: info } }"],
            [
                ":3 slipway:env: found an encrypted value at slipway:env.LOG_LEVEL, expected plain values, because previews show them; move a secret to slipway:secrets, and set anything else without --secret",
            ],
        ],
        [
            "has bad secrets",
            [
                compose,
                "slipway:env: { BOTH: x }",
                "slipway:secrets:",
                "  PLAIN: hunter2",
                "  NUMBER: 12345",
                "  BOTH: { secure: k3Jq0 }",
                "  EMPTY: { secure: '' }",
                "  LEFT: { secure: change-me }",
            ],
            [
                ":5 slipway:secrets.PLAIN: found a secret in plain text, expected an encrypted value; run pulumi config set --secret --path 'slipway:secrets.PLAIN' --stack local",
                ":6 slipway:secrets.NUMBER: found a secret in plain text, expected an encrypted value; run pulumi config set --secret --path 'slipway:secrets.NUMBER' --stack local",
                ":7 slipway:secrets.BOTH: found the same name as in slipway:env, expected each name in one of the two; remove one of them",
                ":8 slipway:secrets.EMPTY: found a placeholder, expected a value that nobody can guess; run pulumi config set --secret --path 'slipway:secrets.EMPTY' --stack local",
                ":9 slipway:secrets.LEFT: found a placeholder, expected a value that nobody can guess; run pulumi config set --secret --path 'slipway:secrets.LEFT' --stack local",
            ],
        ],
        [
            "announces to URLs in plain text, to what is no URL, and by a way that there is not",
            [
                compose,
                "slipway:notify:",
                "  slack: https://chat.example/T0K3N",
                "  webhook: { secure: ftp://T0K3N }",
                "  email: a@example.com",
            ],
            [
                ":4 slipway:notify.slack: found a URL in plain text, expected an encrypted value, because who knows the URL can post to it; run pulumi config set --secret --path 'slipway:notify.slack' --stack local",
                ":5 slipway:notify.webhook: found a text, expected an encrypted http or https URL; write for example webhook: { secure: … }",
                ":6 slipway:notify.email: found a key that Slipway does not know, expected one of slack, webhook; remove it",
            ],
        ],
        [
            "announces to a text",
            [compose, "slipway:notify: https://chat.example/T0K3N"],
            [
                ":3 slipway:notify: found a text, expected a map with slack and webhook; write for example slipway:notify: { slack: { secure: … } }",
            ],
        ],
        [
            "takes a database over that it cannot name",
            [
                compose,
                'slipway:postgres: { servise: db, database: My-App, user: postgres, extensions: ["a; DROP"] }',
                "slipway:redis: { service: cache, persistence: disk }",
            ],
            [
                ":3 slipway:postgres.service: found nothing, expected the name of a service; write for example service: db",
                ':3 slipway:postgres.database: found "My-App", expected lower-case letters, digits and _, no name of Postgres\'s own such as postgres or template1; write for example database: leads',
                ':3 slipway:postgres.user: found "postgres", expected lower-case letters, digits and _, no name of Postgres\'s own such as postgres or pg_monitor; write for example user: leads',
                ':3 slipway:postgres.extensions[0]: found "a; DROP", expected the name of an extension: lower-case letters, digits, _ and -; write for example pg_trgm',
                ":3 slipway:postgres.servise: found a key that Slipway does not know, expected one of service, database, user, extensions; did you mean slipway:postgres.service?",
                ':4 slipway:redis.persistence: found "disk", expected aof or rdb; write for example persistence: aof',
            ],
        ],
        [
            "has templates that name nothing, or a password beside them",
            [
                compose,
                "slipway:postgres: { service: db }",
                "slipway:env:",
                '  A: "${postgress.host}"',
                '  B: "${app.name}"',
                '  C: "x${postgres.hots}"',
                '  D: "${redis.url}"',
                '  E: "${postgres.secret-thing}"',
                '  F: "postgresql://app:hunter2@${postgres.host}/app"',
                '  G: "postgresql://app:hunter2@db/${postgres.password}"',
                '  DB_PASSWORD: "${postgres.host}"',
            ],
            [
                ":5 slipway:env.A: found ${postgress.host}, expected a template of postgres or redis; did you mean postgres?",
                ":6 slipway:env.B: found ${app.name}, expected a template of postgres or redis; write $${app.name} for the text itself",
                ":7 slipway:env.C: found ${postgres.hots}, expected one of postgres.user, postgres.password, postgres.host, postgres.port, postgres.database; did you mean ${postgres.host}?",
                ":8 slipway:env.D: found ${redis.url}, expected slipway:redis, which says which service that is; add slipway:redis with the service's name in the compose file",
                ":9 slipway:env.E: found ${postgres.secret-thing}, expected one of postgres.user, postgres.password, postgres.host, postgres.port, postgres.database; write one of these",
                ":10 slipway:env.F: found a secret in plain text, expected an encrypted entry of slipway:secrets; remove it here and run pulumi config set --secret --path 'slipway:secrets.F' --stack local",
                ":11 slipway:env.G: found a secret in plain text, expected an encrypted entry of slipway:secrets; remove it here and run pulumi config set --secret --path 'slipway:secrets.G' --stack local",
                ":12 slipway:env.DB_PASSWORD: found a secret in plain text, expected an encrypted entry of slipway:secrets; remove it here and run pulumi config set --secret --path 'slipway:secrets.DB_PASSWORD' --stack local",
            ],
        ],
        [
            "has templates that are not whole, or in the wrong place",
            [
                compose,
                "slipway:postgres: { service: db }",
                "slipway:env:",
                '  A: "${postgres}"',
                '  B: "x${ postgres.host }"',
                '  C: "${postgres.host:-hunter2}"',
                '  D: "postgresql://app:${postgres.password@hunter2"',
                '  E: "$${postgres.host:-x} ${POSTGRES} ${app"',
                "slipway:secrets:",
                '  F: { secure: "x${postgres.password}hunter2" }',
                '  G: { secure: "${redis hunter2" }',
                '  H: { secure: "k3Jq0${a.b}$${postgres.host}" }',
            ],
            [
                ...[
                    [5, "A", "${postgres…"],
                    [6, "B", "${ postgres.host…"],
                    [7, "C", "${postgres.host…"],
                    [8, "D", "${postgres.password…"],
                ].map(
                    ([line, name, found]) =>
                        `:${line} slipway:env.${name}: found ${found}, expected a whole template such as \${postgres.host}, without spaces and defaults; correct it, or write $\${ for the text itself`,
                ),
                ...[
                    [11, "F"],
                    [12, "G"],
                ].map(
                    ([line, name]) =>
                        `:${line} slipway:secrets.${name}: found a template such as \${postgres.password}, expected the secret itself, because templates count in slipway:env only; remove it here, and write the value with its templates into slipway:env`,
                ),
            ],
        ],
        [
            "has a text for the secrets",
            [compose, "slipway:secrets: hunter2"],
            [
                ":3 slipway:secrets: found a text, expected a map of names to encrypted values; write for example slipway:secrets: { JWT_SECRET_KEY: { secure: … } }",
            ],
        ],
    ];

    for (const [title, lines, problems] of cases) {
        it(title, () => {
            const text = ["config:", ...lines.map((line) => `  ${line}`), ""].join("\n");
            const expected = [
                "Pulumi.local.yaml is not valid:",
                ...problems.map((problem) => `  Pulumi.local.yaml${problem}`),
            ];
            const message = messageOf(sourceOf(text));
            expect(message.split("\n")).to.deep.equal(expected);
            expect(message).not.to.include("hunter2");
        });
    }

    it("has a secret that is plain by what Pulumi says, when there is no file", () => {
        const values = { "slipway:compose": "./c.yaml", "slipway:secrets": '{"A":"k3Jq0"}' };
        const source = { stack: "prod", project: "acme", file: "Pulumi.prod.yaml", values };
        expect(messageOf({ ...source, secretKeys: new Set() })).to.equal(
            "Pulumi.prod.yaml is not valid:\n  Pulumi.prod.yaml slipway:secrets.A: found a secret in plain text, expected an encrypted value; run pulumi config set --secret --path 'slipway:secrets.A' --stack prod",
        );
        expect(messageOf({ ...source, secretKeys: new Set(["slipway:secrets"]) })).to.equal("no problem");
    });
});

describe("arbitrary configuration", () => {
    const key = fc.constantFrom(
        "compose",
        "id",
        "engine",
        "servers",
        "registry",
        "release",
        "domain",
        "env",
        "secrets",
        "__proto__",
        "toString",
    );
    const word = fc.constantFrom(
        "routes",
        "port",
        "zone",
        "proxied",
        "acme",
        "keys",
        "allowSshFrom",
        "password",
        "host",
        "path",
        "service",
        "version",
        "timeout",
        "toString",
        "__proto__",
    );
    const tree = fc.letrec((tie) => ({
        value: fc.oneof({ depthSize: "small" }, fc.jsonValue(), fc.string(), tie("map"), tie("list")),
        map: fc.dictionary(fc.oneof(word, fc.string()), tie("value")),
        list: fc.array(tie("value"), { maxLength: 3 }),
    })).value;

    it("is either read or refused with problems, and never leaks a secret", () => {
        fc.assert(
            fc.property(fc.dictionary(key, tree), fc.boolean(), (config, encrypted) => {
                const marked = { ...config, secrets: { A_1: "hunter2hunter2", B_1: config.secrets ?? 1 } };
                const values = Object.fromEntries(
                    Object.entries(marked).map(([name, value]) => [
                        `slipway:${name}`,
                        typeof value === "string" ? value : JSON.stringify(value),
                    ]),
                );
                const secretKeys = new Set(encrypted ? ["slipway:secrets"] : []);
                const message = messageOf(sourceOf("config: {}", { values, secretKeys }));
                expect(message).to.match(
                    /^(no problem$|Pulumi\.local\.yaml is not valid:\n {2}Pulumi\.local\.yaml slipway:)/,
                );
                expect(message).not.to.include("hunter2");
            }),
            { numRuns: 500 },
        );
    });
});
