import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { contentHash } from "../../../components/image/content-hash";
import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import { environment, type StackOutputs } from "../../../stacks/environment";
import { FakeDocker } from "../support/fake-docker";
import { FakeEngine } from "../support/fake-engine";
import { type Made, Marked, makeWithMocks, type Registered } from "../support/mocks";
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

    before(async () => {
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

    after(async () => {
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
                "route-edge",
                "route-gateway",
                "web-generation",
                "web-release-service",
            ],
        });
        expect(made.get("slipway-staging-3f9a-default").provider).to.equal("host-docker");
    });

    it("tells where the app is, and the services in the order in which they start", async () => {
        expect((await run()).result).to.deep.equal({
            url: "http://localhost:18080",
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
        expect(made.get("route-edge").inputs.environment).to.deep.include({
            SLIPWAY_FILE: `${folder.path}/.slipway/host/slipway-staging-3f9a/edge/routes.yaml`,
        });
        expect(made.get("route-edge").inputs.stdin).to.contain("http://api-3fa9c1:8000");
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
        for (const file of ["route-edge", "route-gateway"]) {
            expect(needs(file)).to.include.members(["api-release-service", "web-release-service"]);
        }
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
        const wrong: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
            [{ "slipway:domain": '{"port":"x"}' }, /^Pulumi\.staging\.yaml is not valid:\n.*slipway:domain\.port/],
            [{ "slipway:compose": "./broken.yaml" }, /broken\.yaml:2:.*nowhere is not defined/],
            [{ "slipway:compose": "./none.yaml" }, /none\.yaml:1:1.*does not exist/],
            [{ "slipway:domain": '{"routes":[{"service":"wep","port":1}]}' }, /did you mean web/],
            [{ "slipway:compose": "./external.yaml", "slipway:domain": "{}" }, /there is no volume theirs/],
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
