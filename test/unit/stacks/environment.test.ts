import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { CutOverPlan, ProxyAddress } from "../../../components/cutover/plan";
import { contentHash } from "../../../components/image/content-hash";
import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { canaryOf } from "../../../stacks/canary";
import { environment, type StackOutputs } from "../../../stacks/environment";
import { FakeDocker } from "../support/fake-docker";
import { FakeEngine } from "../support/fake-engine";
import { type Made, Marked, makeWithMocks, type Registered } from "../support/mocks";
import { releaseConfig } from "../support/release-config";
import { setEnvironment } from "../support/set-environment";
import { TemporaryFolder } from "../support/temporary-folder";

const compose = `
services:
  db:
    image: postgres:15
    environment: { POSTGRES_PASSWORD: "\${DB_PASSWORD}" }
    volumes: ["db-data:/var/lib/postgresql/data"]
    healthcheck: { test: [CMD, pg_isready] }
  migrate:
    image: leads-api
    command: [migrate]
    environment: { DATABASE_URL: "postgresql://app:\${DB_PASSWORD}@db/app" }
    depends_on: { db: { condition: service_healthy } }
  web:
    image: acme/web:1
    environment: { API_URL: "http://api:8000" }
    depends_on: [api]
  api:
    image: leads-api
    build: ./api
    environment: { DATABASE_URL: "postgresql://app:\${DB_PASSWORD}@db/app", LEVEL: "\${LEVEL}" }
    ports: ["8000:8000"]
    depends_on:
      db: { condition: service_healthy }
      migrate: { condition: service_completed_successfully }
volumes:
  db-data:
`;
const password = "correct-horse-battery";

describe("a stack's program", () => {
    const folder = new TemporaryFolder();
    const engine = new FakeEngine();
    const docker = new FakeDocker();
    let restore = () => {};
    const { info } = pulumi.log;
    let told: string[] = [];

    before(async () => {
        Object.assign(pulumi.log, { info: async (text: string) => void told.push(text) });
        await engine.start();
        docker.answer("ps *");
        folder.write("compose.yaml", compose);
        folder.write("api/Dockerfile", "FROM scratch\n");
        restore = setEnvironment({
            SLIPWAY_CACHE: docker.cache,
            PULUMI_BACKEND_URL: `file://${folder.path}`,
            PULUMI_CONFIG_PASSPHRASE: "",
            PULUMI_CONFIG_SECRET_KEYS: '["slipway:config:secrets"]',
        });
    });

    beforeEach(() => {
        told = [];
    });

    after(async () => {
        Object.assign(pulumi.log, { info });
        restore();
        docker.remove();
        folder.remove();
        await engine.stop();
    });

    const routes = [
        { path: "/", service: "web", port: 3000 },
        { path: "/api", service: "api", port: 8000 },
    ];

    function run(
        changes: Readonly<Record<string, string>> = {},
        resources: Registered[] = [],
        stack = "staging",
    ): Promise<Made<StackOutputs>> {
        const config = {
            "slipway:compose": "./compose.yaml",
            "slipway:id": "3f9a",
            "slipway:engine": engine.address,
            "slipway:release": JSON.stringify({ version: "1.4.2", timeout: "2m" }),
            "slipway:domain": JSON.stringify({ port: 18_080, routes }),
            "slipway:env": JSON.stringify({ LEVEL: "info" }),
            "slipway:secrets": JSON.stringify({ DB_PASSWORD: password }),
            ...changes,
        };
        return makeWithMocks(environment, { stack, directory: folder.path, config, resources });
    }

    it("makes the whole stack", async () => {
        const made = await run();
        const kinds = [
            ...["LocalHost", "Cluster", "Shared", "Image", "Edge", "Gateway", "Service", "Route"],
            ...["Network", "Volume", "Secret", "ServiceConfig", "Command"],
        ];
        expect(Object.fromEntries(kinds.map((kind) => [kind, made.names(kind)]))).to.deep.equal({
            LocalHost: ["host"],
            Cluster: ["cluster"],
            Shared: ["shared"],
            Image: ["api-image"],
            Edge: ["edge"],
            Gateway: ["gateway"],
            Service: ["api", "db", "migrate", "web"],
            Route: ["route"],
            Network: ["slipway-staging-3f9a-default", "slipway-staging-3f9a-slipway-edge"],
            Volume: ["shared-db-data"],
            Secret: [
                "slipway-staging-3f9a.api.DATABASE_URL",
                "slipway-staging-3f9a.db.POSTGRES_PASSWORD",
                "slipway-staging-3f9a.migrate.DATABASE_URL",
            ],
            ServiceConfig: [
                "slipway-staging-3f9a.api.config.slipway_launcher",
                "slipway-staging-3f9a.db.config.slipway_launcher",
                "slipway-staging-3f9a.migrate.config.slipway_launcher",
            ],
            Command: [
                "api-generation",
                "api-image-build",
                "api-release-service",
                "cluster-swarm",
                "db-release-service",
                "edge-folder",
                "edge-proxy-release-service",
                "gateway-first-routes",
                "gateway-proxy-release-service",
                "migrate-release-service",
                "route-cutover",
                "web-generation",
                "web-release-service",
            ],
        });
        expect(made.get("slipway-staging-3f9a-default").provider).to.equal("host-docker");
    });

    it("tells where the app is, and the services in the order in which they start", async () => {
        expect((await run()).result).to.deep.equal({
            url: "http://localhost:18080",
            urls: ["http://localhost:18080"],
            prefix: "slipway-staging-3f9a",
            services: ["db", "migrate", "api", "web"],
            version: "1.4.2",
        });
    });

    it("hands the configuration to where it belongs", async () => {
        const made = await run();
        const reference = `slipway-staging-3f9a/api:1.4.2-${contentHash({
            context: `${folder.path}/api`,
            dockerfile: "Dockerfile",
            args: {},
        })}`;
        const of = (name: string) => made.get(`${name}-release-service`).inputs.environment as Record<string, string>;
        expect(of("api")).to.deep.include({ SLIPWAY_IMAGE: reference, SLIPWAY_GENERATION: "3fa9c1" });
        expect(of("migrate")).to.deep.include({ SLIPWAY_IMAGE: reference, SLIPWAY_GENERATION: "" });
        expect(of("db")).to.deep.include({ SLIPWAY_IMAGE: "postgres:15", SLIPWAY_GENERATION: "" });
        expect(of("gateway-proxy")).to.deep.include({ SLIPWAY_IMAGE: proxyImage });
        for (const name of ["api", "migrate", "db", "web", "edge-proxy"]) {
            expect(of(name)).to.deep.include({
                DOCKER_HOST: engine.address,
                SLIPWAY_STACK: "slipway-staging-3f9a",
                SLIPWAY_TIMEOUT: "120",
            });
        }
        expect(JSON.parse(String(made.get("route-cutover").inputs.stdin))).to.deep.equal({
            routes: [
                { path: "/", service: "web", port: 3000, alias: "web-3fa9c1" },
                { path: "/api", service: "api", port: 8000, alias: "api-3fa9c1" },
            ],
            standby: [],
        });
        expect(made.get("edge-proxy-release-service").inputs.stdin).to.contain("published: 18080");
        expect(made.get("api-release-service").inputs.stdin).to.contain("LEVEL: info");
        expect(made.get("api-release-service").inputs.stdin).not.to.contain("ports:");
    });

    it("starts each part after what it needs, and moves requests last", async () => {
        const made = await run();
        const needs = (name: string) => made.dependenciesOf(name);
        expect(needs("slipway-staging-3f9a-default")).to.include("cluster-swarm");
        expect(needs("db-release-service")).to.include.members(["shared-db-data", "slipway-staging-3f9a-default"]);
        expect(needs("db-release-service")).not.to.include.members(["edge-proxy-release-service"]);
        expect(needs("migrate-release-service")).to.include.members(["db-release-service", "api-image-build"]);
        expect(needs("api-release-service")).to.include.members(["migrate-release-service", "api-image-build"]);
        expect(needs("api-release-service")).not.to.include("gateway-proxy-release-service");
        expect(needs("web-release-service")).to.include.members([
            "api-release-service",
            "gateway-proxy-release-service",
        ]);
        expect(needs("route-cutover")).to.include.members([
            ...["api-release-service", "web-release-service"],
            ...["edge-proxy-release-service", "gateway-proxy-release-service"],
        ]);
    });

    describe("moves requests by a plan", () => {
        async function planOf(release: object): Promise<CutOverPlan> {
            const made = await run({
                "slipway:release": JSON.stringify({ version: "1.4.2", timeout: "2m", ...release }),
            });
            const { SLIPWAY_CUTOVER } = made.get("route-cutover").inputs.environment as Record<string, string>;
            return JSON.parse(String(SLIPWAY_CUTOVER)) as CutOverPlan;
        }
        it("that is at once unless told", async () => {
            const proxy = (kind: "edge" | "gateway"): ProxyAddress => ({
                ...{ name: kind, kind, shell: ["bash", "-c"], service: `slipway-staging-3f9a_slipway-${kind}` },
                folder: `${folder.path}/.slipway/host/slipway-staging-3f9a/${kind}`,
                ...{ admin: 9000, candidate: 9001 },
            });
            expect(await planOf({})).to.deep.equal({
                stack: "slipway-staging-3f9a",
                canaries: [],
                timeout: 120,
                ...canaryOf(releaseConfig()),
                proxies: [proxy("edge"), proxy("gateway")],
            });
        });

        it("that goes step by step for canaries", async () => {
            const plan = await planOf({
                services: { api: { strategy: "canary" } },
                steps: [{ weight: 20, for: "30s" }],
                abortWhen: { errorRate: "1%" },
                inconclusive: "promote",
            });
            expect(plan).to.deep.include({
                canaries: ["api"],
                steps: [
                    { weight: 20, seconds: 30 },
                    { weight: 100, seconds: 0 },
                ],
                inconclusive: "promote",
            });
            expect(plan.limits).to.deep.include({ errorRate: 0.01 });
        });
    });

    it("proves what the routes lead to on their way, and every other service by itself", async () => {
        folder.write("smoke.yaml", "flows:\n  - name: home\n    steps: [{ request: GET / }]\n");
        const release = { version: "1.4.2", services: { web: { strategy: "rolling" } } };
        const made = await run({
            "slipway:smoke": "./smoke.yaml",
            "slipway:release": JSON.stringify(release),
        });
        const proven = made.resources
            .filter(({ inputs }) => "SLIPWAY_SMOKE" in ((inputs.environment ?? {}) as object))
            .map(({ name }) => name);
        expect(proven.sort()).to.deep.equal([
            ...["db-release-service", "route-cutover", "smoke-flows", "web-release-service"],
        ]);
        // A generation's own name would run them again after every release.
        const names = ["db", "migrate", "api", "web-3fa9c1"].map((name) => `slipway-staging-3f9a_${name}`);
        expect(made.get("smoke-flows").inputs.environment).to.deep.include({ SLIPWAY_SERVICES: names.join(" ") });
        const drawn = (name: string) => (made.get(`${name}-generation`).inputs.triggers as readonly unknown[]).length;
        expect([drawn("api") > 0, drawn("web")]).to.deep.equal([true, 0]);
    });

    it("has no secret in plain sight", async () => {
        const made = await run();
        const plain = JSON.stringify(made.resources.map(({ inputs }) => withoutMarked(inputs)));
        const forms = [password, Buffer.from(password).toString("base64")];
        const derived = Buffer.from(`postgresql://app:${password}@db/app`).toString("base64");
        for (const form of [...forms, derived]) expect(plain).not.to.contain(form);
        expect(made.get("slipway-staging-3f9a.api.DATABASE_URL").inputs.data).to.deep.equal(new Marked(derived));
        expect(made.get("slipway-staging-3f9a.db.POSTGRES_PASSWORD").inputs.data).to.deep.equal(new Marked(forms[1]));
    });

    it("hands passwords of .env to the services as secrets, on the stack local alone", async () => {
        folder.write("own/compose.yaml", 'services: { db: { image: db, environment: { P: "${PG_PASSWORD:-none}" } } }');
        folder.write("own/.env", `PG_PASSWORD=${password}\n`);
        const changes = { "slipway:compose": "./own/compose.yaml", "slipway:domain": "{}" };
        const made = await run(changes, [], "local");
        const data = Buffer.from(password).toString("base64");
        expect(made.get("slipway-local-3f9a.db.P").inputs.data).to.deep.equal(new Marked(data));
        const plain = JSON.stringify(made.resources.map(({ inputs }) => withoutMarked(inputs)));
        for (const form of [password, data]) expect(plain).not.to.contain(form);
        expect((await run(changes)).names("Secret")).to.deep.equal([]);
    });

    it("warns of what the compose file says without an effect", async () => {
        folder.write("noted.yaml", "version: '3'\nservices: { db: { image: db } }\n");
        const { warn } = pulumi.log;
        const warnings: string[] = [];
        Object.assign(pulumi.log, { warn: (text: string) => warnings.push(text) });
        try {
            await run({ "slipway:compose": "./noted.yaml", "slipway:domain": "{}" });
        } finally {
            Object.assign(pulumi.log, { warn });
        }
        expect(warnings).to.deep.equal(["./noted.yaml:1:1 version: is obsolete and has no effect"]);
    });

    it("tells what services lack", async () => {
        await run();
        expect(told.map((line) => line.split(";")[0])).to.deep.equal([
            "without a health check: web (none in the compose file), api (none in the compose file)",
            "without a backup: db (volume db-data)",
        ]);
    });

    it("announces what it deploys", async () => {
        const made = await run();
        const silent = made.resources.filter(({ hooks }) => hooks.beforeCreate.length === 0);
        expect(silent.filter(({ type }) => !/^(slipway|pulumi):/.test(type))).to.deep.equal([]);
        expect(made.get("web-release-service").hooks.onError).to.deep.equal(["announce-failure"]);
    });

    it("migrates the database before the services start, in place of the one that did so", async () => {
        const commands = { up: "tool up", head: "SELECT 1", heads: "tool heads", known: "tool has {revision}" };
        const made = await run({
            "slipway:postgres": JSON.stringify({ service: "db", database: "leads" }),
            "slipway:migrations": JSON.stringify({ service: "migrate", ...commands }),
        });
        expect(made.names("Service")).to.deep.equal(["api", "db", "web"]);
        expect(made.result.services).to.deep.equal(["db", "api", "web"]);
        const needs = (name: string) => made.dependenciesOf(name);
        expect(needs("migration-run")).to.include.members(["postgres-roles", "api-image-build"]);
        expect(needs("postgres-roles")).to.include("db-release-service");
        expect(needs("api-release-service")).to.include("migration-run");
        expect(needs("web-release-service")).to.include("migration-run");
        expect(needs("db-release-service")).not.to.include("migration-run");
        const of = (name: string) => made.get(name).inputs.environment as Record<string, string>;
        expect(of("migration-run")).to.deep.include({
            SLIPWAY_IMAGE: of("api-release-service").SLIPWAY_IMAGE,
            SLIPWAY_POSTGRES: "slipway-staging-3f9a_db",
            SLIPWAY_DATABASE: "leads",
            SLIPWAY_TIMEOUT: "600",
        });
    });

    it("takes a database and Redis over: passwords, roles and data before what needs them", async () => {
        folder.write(
            "data.yaml",
            [
                "services:",
                "  app: { image: app, environment: { A: '${DATABASE_URL}', B: '${REDIS_URL}' } }",
                "  db:",
                "    image: postgres:15",
                "    environment: { POSTGRES_PASSWORD: '${NOT_SET:?}' }",
                "    volumes: ['db-data:/var/lib/postgresql/data']",
                "  cache: { image: redis:7, volumes: ['./cache:/data'] }",
                "volumes: { db-data: }",
            ].join("\n"),
        );
        const made = await run({
            "slipway:compose": "./data.yaml",
            "slipway:domain": "{}",
            "slipway:postgres": '{"service":"db"}',
            "slipway:redis": '{"service":"cache"}',
            "slipway:env": JSON.stringify({ DATABASE_URL: "pg://${postgres.password}@db", REDIS_URL: "${redis.url}" }),
        });
        expect(made.result.services).to.deep.equal(["db", "cache", "app"]);
        const needs = (name: string) => made.dependenciesOf(name);
        expect(needs("postgres-roles")).to.include("db-release-service");
        expect(needs("redis-data")).to.include("shared-db-data").and.not.to.include("cache-release-service");
        expect(needs("cache-release-service")).to.include("redis-data");
        expect(needs("app-release-service")).to.include.members(["postgres-roles", "cache-release-service"]);
        expect(needs("cache-release-service")).not.to.include("postgres-roles");
        const secret = (text: string) => new Marked(Buffer.from(text).toString("base64"));
        const data = (name: string) => made.get(`slipway-staging-3f9a.${name}`).inputs.data;
        expect(data("app.A")).to.deep.equal(secret("pg://3fa9c1@db"));
        expect(data("app.B")).to.deep.equal(secret("redis://:3fa9c1@cache:6379/0"));
        expect(data("db.slipway-postgres-superuser")).to.deep.equal(secret("3fa9c1"));
        expect(data("cache.slipway-redis.conf")).to.deep.equal(
            secret("requirepass 3fa9c1\nappendonly yes\nappendfsync everysec\n"),
        );
        expect(made.get("redis-data").inputs.environment).to.deep.include({
            ...{ SLIPWAY_REDIS: "slipway-staging-3f9a_cache", SLIPWAY_IMAGE: "redis:7", SLIPWAY_PERSISTENCE: "aof" },
            ...{ SLIPWAY_DATA: `${folder.path}/cache`, SLIPWAY_TARGET: "/data", SLIPWAY_PROGRAM: "redis-server" },
        });
        expect(made.get("postgres-roles").inputs.triggers).to.include("slipway-staging-3f9a_db-data");
    });

    it("needs no proxy where nothing is routed", async () => {
        const made = await run({ "slipway:domain": "{}" });
        for (const kind of ["Edge", "Gateway", "Route"]) expect(made.names(kind)).to.deep.equal([]);
        expect(made.result).not.to.have.property("url");
        expect(made.get("api-release-service").inputs.stdin).to.contain("published: 8000");
    });

    it("says everything that is wrong before it makes anything", async () => {
        folder.write("broken.yaml", "services:\n  web: { image: web, volumes: [nowhere:/x] }\n");
        folder.write(
            "external.yaml",
            "services: { db: { image: db, volumes: [theirs:/x] } }\nvolumes: { theirs: { external: true } }\n",
        );
        folder.write("bare.yaml", 'services: { db: { image: "bare:1", environment: { P: "${DB_PASSWORD}" } } }\n');
        docker
            .answer("image inspect bare:1 *", { out: "sha256:ba4e\n" })
            .answer("create * sha256:ba4e sh", { out: "c1\n" })
            .answer("cp c1:/bin/sh -", { err: "Could not find the file /bin/sh in container c1\n", code: 1 });
        const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
            [{ "slipway:domain": '{"port":"x"}' }, /^Pulumi\.staging\.yaml is not valid:\n.*slipway:domain\.port/],
            [{ "slipway:compose": "./broken.yaml" }, /broken\.yaml:2:.*nowhere is not defined/],
            [{ "slipway:compose": "./none.yaml" }, /none\.yaml:1:1.*does not exist/],
            [{ "slipway:domain": '{"routes":[{"service":"wep","port":1}]}' }, /did you mean web/],
            [{ "slipway:compose": "./external.yaml", "slipway:domain": "{}" }, /there is no volume theirs/],
            [{ "slipway:postgres": '{"service":"dp"}' }, /slipway:postgres\.service: found "dp".*did you mean db\?/],
            [{ "slipway:redis": '{"service":"db"}' }, /found service db \(.*\) with the image postgres:15/],
            [{ "slipway:env": '{"A":"${redis.url}"}' }, /slipway:env\.A: found \$\{redis\.url\}/],
            [
                { "slipway:compose": "./bare.yaml", "slipway:domain": "{}" },
                /bare\.yaml:1 services\.db: its image bare:1 has no sh/,
            ],
            [{ "slipway:engine": "unix:///nowhere.sock" }, /\/nowhere\.sock does not answer \(no such socket\)/],
        ];
        for (const [changes, message] of wrong) {
            const made: Registered[] = [];
            const error = await run(changes, made).then(
                () => undefined,
                (reason: unknown) => reason,
            );
            expect(error).to.be.instanceOf(pulumi.RunError).with.property("message").that.matches(message);
            expect(made).to.deep.equal([]);
        }
    });
});

function withoutMarked(value: unknown): unknown {
    if (value instanceof Marked) return "";
    if (Array.isArray(value)) return value.map(withoutMarked);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, withoutMarked(child)]));
}
