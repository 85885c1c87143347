import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { generation, generationAlias } from "../../../components/release/generation";
import { Release, type ReleaseArgs } from "../../../components/release/release";
import { renderEdgeRoutes } from "../../../components/route/route.render";
import { testHost } from "../support/host";
import { Marked, makeWithMocks, resolved } from "../support/mocks";

describe("a release", () => {
    async function inputsOf(changes: Partial<ReleaseArgs> = {}) {
        const made = await makeWithMocks(() => {
            new Release("api-release", {
                host: testHost(),
                stack: "slipway-test",
                service: "api",
                document: "services:\n  api:\n",
                placeholders: { SLIPWAY_NETWORK_default: pulumi.output("net-1") },
                image: "api:1",
                replication: "replicated",
                exclusive: false,
                launcher: false,
                timeout: 300,
                ...changes,
            });
        });
        const { parent, deleteBeforeReplace } = made.get("api-release-service");
        expect({ parent, deleteBeforeReplace }).to.deep.equal({
            parent: "api-release",
            deleteBeforeReplace: changes.exclusive === true || changes.generation === undefined,
        });
        return made.get("api-release-service").inputs;
    }

    it("is one command that gets the document by standard input", async () => {
        expect(await inputsOf()).to.deep.equal({
            create: "bash components/release/apply.sh",
            update: "bash components/release/apply.sh",
            delete: "bash components/release/remove.sh",
            logging: "stderr",
            stdin: "services:\n  api:\n",
            environment: {
                DOCKER_HOST: "unix:///run/engine.sock",
                SLIPWAY_NETWORK_default: "net-1",
                SLIPWAY_STACK: "slipway-test",
                SLIPWAY_SERVICE: "api",
                SLIPWAY_GENERATION: "",
                SLIPWAY_IMAGE: "api:1",
                SLIPWAY_REPLICATION: "replicated",
                SLIPWAY_LAUNCHER: "",
                SLIPWAY_TIMEOUT: "300",
            },
            triggers: ["slipway-test", "", "unix:///run/engine.sock"],
        });
    });

    it("gets what a registry knows the image by", async () => {
        const { environment, stdin } = await inputsOf({ digest: pulumi.output("sha256:0a1b") });
        expect(environment).to.deep.include({ SLIPWAY_IMAGE: "api:1", SLIPWAY_DIGEST: "sha256:0a1b" });
        // The preview shows what else changes, though nobody knows the digest yet.
        expect(stdin).to.equal("services:\n  api:\n");
    });

    it("gets the smoke flows as a secret, with what tells which routes they go through", async () => {
        const routes = [{ path: "/", service: "web" }];
        const smoke = pulumi.secret(JSON.stringify({ routes, flows: [] }));
        const environment = (await inputsOf({ smoke })).environment as Record<string, unknown>;
        expect(environment.SLIPWAY_SMOKE).to.deep.equal(new Marked(JSON.stringify({ routes, flows: [] })));
        expect(environment.SLIPWAY_ROUTES_FILE).to.equal("/srv/slipway/slipway-test/edge/traffic.yaml");
        const backends = [{ alias: "web-3fa9c1", weight: 100 }];
        const edge = renderEdgeRoutes({
            targets: [{ path: "/", service: "web", port: 3000, backends }],
            candidates: {},
        });
        expect(edge.split("\n")[0]).to.equal(`# routes ${environment.SLIPWAY_ROUTES}`);
    });

    it("goes first under its old name where two of it would fight", async () => {
        const { triggers } = await inputsOf({ exclusive: true, generation: pulumi.output("3fa9c1") });
        expect(triggers).to.deep.equal(["slipway-test", "3fa9c1", "unix:///run/engine.sock"]);
    });

    it("hands generation, mode, launcher and drain on, and none of them to the document", async () => {
        const { stdin, environment } = await inputsOf({
            generation: pulumi.output("3fa9c1"),
            replication: "replicated-job",
            launcher: true,
            drain: 30,
        });
        expect(stdin).to.equal("services:\n  api:\n");
        expect(environment).to.deep.include({
            SLIPWAY_GENERATION: "3fa9c1",
            SLIPWAY_REPLICATION: "replicated-job",
            SLIPWAY_LAUNCHER: "yes",
            SLIPWAY_DRAIN: "30",
        });
    });
});

describe("a generation", () => {
    it("is drawn anew when its content changes, beside the one before", async () => {
        const made = await makeWithMocks(() => generation("api-generation", ["0b77e2", pulumi.output("net-1")]));
        const keeper = made.get("api-generation");
        expect(keeper).to.deep.include({ type: "command:local:Command", deleteBeforeReplace: false });
        // Without an `update`, whatever else changed would draw it anew as well.
        expect(keeper.inputs).to.deep.equal({
            create: "od -An -N3 -tx1 /dev/urandom | tr -d ' \\n'",
            triggers: ["0b77e2", "net-1"],
        });
        expect(await resolved(generationAlias("api", made.result))).to.equal("api-3fa9c1");
    });

    it("without content is kept for life", async () => {
        const made = await makeWithMocks(() => generation("api-generation", []));
        expect(made.get("api-generation").inputs.triggers).to.deep.equal([]);
    });

    it("is six hex digits, others each time", async () => {
        const made = await makeWithMocks(() => generation("api-generation", []));
        const draw = () => execFileSync("sh", ["-c", String(made.get("api-generation").inputs.create)]).toString();
        const [one, other] = [draw(), draw()];
        expect(one).to.match(/^[0-9a-f]{6}$/);
        expect(other)
            .to.match(/^[0-9a-f]{6}$/)
            .and.not.equal(one);
    });
});
