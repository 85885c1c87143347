import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import type { Strategy } from "../../../components/compose/strategy";
import { Service, type ServiceArgs } from "../../../components/service/service";
import { load } from "../../compose/support/load";
import { testHost } from "../support/host";
import { Marked, makeWithMocks, type Registered, resolved } from "../support/mocks";
import { TemporaryFolder } from "../support/temporary-folder";

const folder = new TemporaryFolder();
const certificate = folder.write("certificate.pem", "-----\n");
const text = `
services:
  api:
    image: acme/api:1
    environment:
      DATABASE_URL: postgresql://app:\${DB_PASSWORD}@db/app
      LEVEL: info
    secrets: [token]
    configs: [{ source: settings, target: /etc/settings }]
    ports: ["8000:8000", "9000:9000"]
    volumes: [files:/files]
  plain: { image: acme/plain:1 }
  migrate: { image: acme/api:1, command: [migrate] }
  late: { image: acme/late, depends_on: { migrate: { condition: service_completed_successfully } } }
secrets:
  token: { file: ${certificate} }
configs:
  settings: { content: "debug: false\\n" }
volumes:
  files:
`;
const files = { [certificate]: "-----\n" };
const compose = load(text, { secrets: ["DB_PASSWORD"], files });

function make(name: string, changes: Partial<ServiceArgs> = {}) {
    const model = compose.services[name];
    if (model === undefined) throw new Error(`there is no service ${name}`);
    return makeWithMocks(
        () =>
            new Service(name, {
                ...{ host: testHost(), stack: "slipway-test", model, compose },
                image: model.image ?? "",
                routedPorts: [],
                ...{ routed: false, strategy: "rolling", drain: 30 },
                secrets: { DB_PASSWORD: pulumi.secret("hunter2") },
                networks: { SLIPWAY_NETWORK_default: "net-1", SLIPWAY_NETWORK_other: "net-2" },
                volumes: { files: "slipway-test_files" },
                timeout: 60,
                ...changes,
            }),
    );
}

/** The one service of the document that the command gets. */
function documentOf({ inputs }: Registered, service: string): Record<string, unknown> {
    const { services } = parse(String(inputs.stdin)) as { services: Record<string, Record<string, unknown>> };
    expect(Object.keys(services)).to.deep.equal([service]);
    return services[service] ?? {};
}

describe("a service", () => {
    after(() => folder.remove());

    it("has the secrets of its environment as Swarm secrets, whole values, marked secret", async () => {
        const made = await make("api");
        const secret = made.get("slipway-test.api.DATABASE_URL");
        expect(secret).to.deep.include({ parent: "api", provider: "host-docker" });
        expect(secret.inputs).to.deep.equal({
            data: new Marked(Buffer.from("postgresql://app:hunter2@db/app").toString("base64")),
            labels: [{ label: "slipway.stack", value: "slipway-test" }],
        });
        expect(documentOf(made.get("api-release-service"), "api").environment).to.deep.equal({
            LEVEL: "info",
            SLIPWAY_EXPORT: "DATABASE_URL",
            SLIPWAY_PROGRAM: "${SLIPWAY_ENTRYPOINT} ${SLIPWAY_COMMAND}",
        });
    });

    it("has its files from disk: a secret marked secret, a config in plain sight", async () => {
        const made = await make("api");
        expect(made.names("Secret")).to.deep.equal(["slipway-test.api.DATABASE_URL", "slipway-test.api.token"]);
        expect(made.get("slipway-test.api.token").inputs.data).to.deep.equal(
            new Marked(Buffer.from("-----\n").toString("base64")),
        );
        const configs = ["slipway-test.api.config.settings", "slipway-test.api.config.slipway_launcher"];
        expect(made.names("ServiceConfig")).to.deep.equal(configs);
        expect(made.get("slipway-test.api.config.settings").inputs).to.deep.equal({
            data: Buffer.from("debug: false\n").toString("base64"),
        });
    });

    it("fills its document's placeholders with what they stand for, and no others", async () => {
        const { inputs, dependencies } = (await make("api")).get("api-release-service");
        expect(inputs.environment).to.deep.include({
            SLIPWAY_NETWORK_default: "net-1",
            SLIPWAY_SECRET_DATABASE_URL: "slipway-test.api.DATABASE_URL-0a1b2c3",
            SLIPWAY_SECRET_token: "slipway-test.api.token-0a1b2c3",
            SLIPWAY_CONFIG_settings: "slipway-test.api.config.settings-0a1b2c3",
            SLIPWAY_LAUNCHER: "yes",
        });
        expect(inputs.environment).not.to.have.property("SLIPWAY_NETWORK_other");
        const used = [...String(inputs.stdin).matchAll(/\$\{(SLIPWAY_(?:NETWORK|SECRET|CONFIG)\w+)\}/g)];
        for (const [, placeholder = ""] of used) expect(inputs.environment).to.have.property(placeholder);
        expect(dependencies).to.include.members(["slipway-test.api.DATABASE_URL", "slipway-test.api.token"]);
    });

    it("answers to its plain name and its ports unless it is routed", async () => {
        const direct = documentOf((await make("api")).get("api-release-service"), "api");
        expect(direct.networks).to.deep.equal({ default: { aliases: ["api"] } });
        expect(direct.ports).to.have.lengthOf(2);

        const made = await make("api", { routed: true, routedPorts: [8000] });
        const routed = documentOf(made.get("api-release-service"), "api");
        expect(routed.networks).to.deep.equal({ default: { aliases: ["slipway-any-api"] } });
        expect(routed.ports).to.deep.equal([{ target: 9000, published: 9000, protocol: "tcp", mode: "host" }]);
        expect(made.get("api-release-service").inputs.environment).to.deep.include({
            ...{ SLIPWAY_GENERATION: "3fa9c1", SLIPWAY_DRAIN: "30" },
        });
    });

    describe("that is routed", () => {
        /** What a fresh generation is drawn for, with these changes of its arguments. */
        async function content(strategy: Strategy, changes: Partial<ServiceArgs> = {}): Promise<unknown> {
            const made = await make("api", { routed: true, routedPorts: [8000], strategy, ...changes });
            return made.get("api-generation").inputs.triggers;
        }

        for (const strategy of ["blueGreen", "canary"] as const) {
            it(`has a fresh generation under ${strategy} for what its containers are made from, and nothing else`, async () => {
                const before = await content(strategy);
                const api = compose.services.api;
                if (api === undefined) throw new Error("there is no api");
                const same: readonly Partial<ServiceArgs>[] = [
                    { timeout: 600, drain: 5, version: "1.4.2" },
                    { model: { ...api, deploy: { ...api.deploy, replicas: 3, labels: { a: "b" } } } },
                    { model: { ...api, deploy: { ...api.deploy, updateConfig: { order: "stop-first" } } } },
                    { networks: { SLIPWAY_NETWORK_default: "net-1", SLIPWAY_NETWORK_other: "net-3" } },
                    { smoke: JSON.stringify({ routes: [], flows: [] }) },
                ];
                for (const changes of same) expect(await content(strategy, changes)).to.deep.equal(before);
                const others: readonly Partial<ServiceArgs>[] = [
                    { image: "acme/api:2" },
                    { model: { ...api, user: "1000:1000" } },
                    { model: { ...api, deploy: { ...api.deploy, limits: { memory: 1024 } } } },
                    { networks: { SLIPWAY_NETWORK_default: "net-3" } },
                    { volumes: { files: "theirs" } },
                    { routedPorts: [8000, 9000] },
                ];
                for (const changes of others) expect(await content(strategy, changes)).not.to.deep.equal(before);
            });
        }

        it("tells no secret by what its generation is drawn for", async () => {
            const [document, ...values] = (await content("blueGreen")) as readonly string[];
            expect(document).to.match(/^[0-9a-f]{12}$/);
            expect(values).to.deep.equal([
                "slipway-test.api.config.settings-0a1b2c3",
                "slipway-test.api.config.slipway_launcher-0a1b2c3",
                "net-1",
                "slipway-test.api.DATABASE_URL-0a1b2c3",
                "slipway-test.api.token-0a1b2c3",
            ]);
        });

        for (const strategy of ["rolling", "recreate"] as const) {
            it(`has one generation for life under ${strategy}`, async () => {
                expect(await content(strategy)).to.deep.equal([]);
                expect(await content(strategy, { image: "acme/api:2" })).to.deep.equal([]);
            });
        }
    });

    it("stops all its tasks before the new ones start where it is recreated", async () => {
        const updates = async (strategy: Strategy) => {
            const document = documentOf((await make("plain", { strategy })).get("plain-release-service"), "plain");
            return (document.deploy as { update_config: { parallelism: number; order: string } }).update_config;
        };
        expect(await updates("recreate")).to.deep.include({ parallelism: 0, order: "stop-first" });
        expect(await updates("rolling")).to.deep.include({ parallelism: 1, order: "start-first" });
    });

    it("is found by its plain name, or by that of its generation", async () => {
        const aliasOf = async (routed: boolean) => {
            const { result } = await make("plain", { routed });
            return await resolved(result.alias);
        };
        expect(await aliasOf(false)).to.equal("plain");
        expect(await aliasOf(true)).to.equal("plain-3fa9c1");
    });

    it("is labelled with stack, service, and the version of what was built here", async () => {
        const labelsOf = (made: Awaited<ReturnType<typeof make>>) =>
            (documentOf(made.get("api-release-service"), "api").deploy as { labels: unknown }).labels;
        const labels = { "slipway.stack": "slipway-test", "slipway.service": "api" };
        expect(labelsOf(await make("api"))).to.deep.equal(labels);
        expect(labelsOf(await make("api", { version: "1.4.2" }))).to.deep.equal({
            ...labels,
            "slipway.version": "1.4.2",
        });
    });

    it("needs neither secret nor launcher where there is none", async () => {
        const made = await make("plain");
        expect([...made.names("Secret"), ...made.names("ServiceConfig")]).to.deep.equal([]);
        const { environment } = made.get("plain-release-service").inputs;
        expect(environment).to.deep.include({ SLIPWAY_LAUNCHER: "", SLIPWAY_REPLICATION: "replicated" });
    });

    it("runs once where another service waits for that", async () => {
        const { environment } = (await make("migrate")).get("migrate-release-service").inputs;
        expect(environment).to.deep.include({ SLIPWAY_REPLICATION: "replicated-job", SLIPWAY_TIMEOUT: "60" });
    });

    it("has to pass the smoke flows; a job, which they would run again, has not", async () => {
        const smoke = JSON.stringify({ routes: [], flows: [] });
        const api = (await make("api", { smoke })).get("api-release-service").inputs;
        expect(api.environment).to.deep.include({ SLIPWAY_SMOKE: new Marked(smoke) });
        const job = (await make("migrate", { smoke })).get("migrate-release-service").inputs;
        expect(job.environment).not.to.have.property("SLIPWAY_SMOKE");
    });
});
