import { expect } from "chai";
import { parse } from "yaml";
import { configFiles, secretFiles } from "../../components/compose/files";
import type { ComposeModel } from "../../components/compose/model";
import { type RenderContext, renderService } from "../../components/compose/render";
import { updateOrder } from "../../components/compose/render/deploy";
import { load, type Surroundings, withService } from "./support/load";

const around: Surroundings = { secrets: ["KEY"] };
const rest =
    "volumes: { data: }\nnetworks: { back: }\nsecrets: { tok: { environment: KEY } }\nconfigs: { conf: { content: a } }";

/** The document of the service `app`, as YAML and read again. */
function render(lines: string, context: Partial<RenderContext> = {}): { text: string; document: Rendered } {
    const model = load(withService(lines, rest), around);
    const text = renderOf(model, context);
    return { text, document: parse(text) as Rendered };
}

function renderOf(model: ComposeModel, context: Partial<RenderContext>): string {
    const app = model.services.app;
    if (!app) {
        throw new Error("the file has no service app");
    }
    return renderService(app, {
        image: "app@sha256:1",
        routed: false,
        routedPorts: [],
        labels: { "slipway.stack": "demo" },
        volumes: { data: "demo_data" },
        secrets: secretFiles(app, model),
        configs: configFiles(app, model),
        ...context,
    });
}

interface Rendered {
    readonly services: { readonly app: Record<string, unknown> & { readonly deploy: Record<string, unknown> } };
    readonly networks: object;
    readonly volumes?: object;
    readonly secrets?: object;
    readonly configs?: object;
}

describe("compose: a rendered document", () => {
    it("of the least service says just what Slipway adds", () => {
        const { document } = render("");
        const updates = { parallelism: 1, monitor: "2s", order: "start-first" };
        expect(document).to.deep.equal({
            services: {
                app: {
                    image: "app@sha256:1",
                    labels: { "slipway.revision": "${SLIPWAY_REVISION}" },
                    stop_grace_period: "10s",
                    logging: { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } },
                    networks: { default: { aliases: ["app"] } },
                    deploy: {
                        mode: "replicated",
                        replicas: 1,
                        endpoint_mode: "dnsrr",
                        labels: { "slipway.stack": "demo" },
                        update_config: { ...updates, failure_action: "rollback" },
                        rollback_config: updates,
                        restart_policy: { condition: "any" },
                    },
                },
            },
            networks: { default: { external: true, name: "${SLIPWAY_NETWORK_default}" } },
        });
    });
    it("has the service's key as a line of its own, where a script finds it", () => {
        expect(render("").text.split("\n").slice(0, 2)).to.deep.equal(["services:", "  app:"]);
    });
    it("does not depend on the order of keys in the file", () => {
        const a = render(
            "environment: { A: 1, B: 2 }\nlabels: { x: 1, y: 2 }\nnetworks: [back, default]\nuser: a",
        ).text;
        const b = render(
            "user: a\nnetworks: [default, back]\nlabels: { y: 2, x: 1 }\nenvironment: { B: 2, A: 1 }",
        ).text;
        expect(b).to.equal(a);
    });

    it("doubles each dollar sign of the file", () => {
        const { text } = render("environment: { A: '$$B $${C} 5$$' }\ncommand: ['$$0']", {
            labels: { a: "${X}" },
            image: "a$b",
        });
        expect(text)
            .to.contain("A: $$B $${C} 5$$\n")
            .and.contain("- $$0\n")
            .and.contain("a: $${X}\n")
            .and.contain("image: a$$b\n");
    });
    it("quotes what another reader of YAML would take for something else", () => {
        const { text } = render(
            "environment: { A: 'yes', B: '0777', C: '1:30', D: '2024-01-01', E: 'null', F: '1_0', G: '~', H: 'off' }",
        );
        for (const value of ["yes", "0777", "1:30", "2024-01-01", "null", "1_0", "~", "off"]) {
            expect(text).to.match(new RegExp(`: "${value}"\n`));
        }
    });
    it("keeps long texts and those of several lines", () => {
        const long = "x ".repeat(200);
        const { document } = render(`environment: { A: "a\\n  b\\n", B: "${long}" }`);
        expect(document.services.app.environment).to.deep.equal({ A: "a\n  b\n", B: long });
    });

    it("leaves the plain name of a routed service to the proxy, and has one for all its generations", () => {
        const lines = "networks: { back: { aliases: [app, other] }, default: }";
        expect(render(lines, { routed: true }).document.services.app.networks).to.deep.equal({
            back: { aliases: ["slipway-any-app", "other"] },
            default: { aliases: ["slipway-any-app"] },
        });
        expect(render(lines).document.services.app.networks).to.deep.equal({
            back: { aliases: ["app", "other"] },
            default: { aliases: ["app"] },
        });
    });
    it("publishes on the node what no route takes", () => {
        const { document } = render("ports: ['8080:80', '53:53/udp', '90']", { routedPorts: [80] });
        expect(document.services.app.ports).to.deep.equal([
            { target: 53, published: 53, protocol: "udp", mode: "host" },
            { target: 90, protocol: "tcp", mode: "host" },
        ]);
        expect(render("ports: ['8080:80']", { routedPorts: [80] }).document.services.app).not.to.have.property("ports");
    });
    it("mounts volumes by their name on the engine", () => {
        const { document } = render("volumes: [data:/d, ./c:/c:ro, /a]\ntmpfs: /t:size=1k");
        expect(document.services.app.volumes).to.deep.equal([
            { type: "volume", source: "data", target: "/d" },
            { type: "bind", source: "/app/c", target: "/c", read_only: true },
            { type: "volume", target: "/a" },
            { type: "tmpfs", target: "/t", tmpfs: { size: 1024 } },
        ]);
        expect(document.volumes).to.deep.equal({ data: { external: true, name: "demo_data" } });
    });
    it("refuses a volume without a name on the engine", () => {
        expect(() => render("volumes: [data:/d]", { volumes: {} })).to.throw(
            "volume data of service app has no name on the engine",
        );
    });
    it("mounts secrets and configs by placeholders, with modes in octal", () => {
        const { text, document } = render("secrets: [{ source: tok, uid: '5', mode: 0400 }]\nconfigs: [conf]");
        expect(text).to.contain("mode: 0400\n").and.contain("mode: 0444\n");
        expect(document.secrets).to.deep.equal({ tok: { external: true, name: "${SLIPWAY_SECRET_tok}" } });
        expect(document.configs).to.deep.equal({ conf: { external: true, name: "${SLIPWAY_CONFIG_conf}" } });
        expect(parse(text, { version: "1.1" }).services.app).to.deep.include({
            secrets: [{ source: "tok", target: "/run/secrets/tok", uid: "5", mode: 0o400 }],
            configs: [{ source: "conf", target: "/conf", mode: 0o444 }],
        });
    });
    it("adds what the stack decides", () => {
        const { document } = render(
            "deploy: { labels: { a: file, b: file }, placement: { constraints: [x == 1] } }\nplatform: linux/arm64",
            {
                labels: { a: "stack" },
                everywhere: true,
            },
        );
        const { deploy } = document.services.app;
        expect(deploy.labels).to.deep.equal({ a: "stack", b: "file" });
        expect(deploy.placement).to.deep.equal({
            constraints: ["x == 1", "node.platform.arch == aarch64"],
        });
        expect(deploy).to.include({ mode: "global" }).and.not.have.property("replicas");
    });
    it("runs a service that others wait for as a job", () => {
        const model = load(
            `${withService("restart: on-failure\ndeploy: { replicas: 3 }")}\n  b: { image: x, depends_on: { app: { condition: service_completed_successfully } } }`,
        );
        expect(parse(renderOf(model, {})).services.app.deploy).to.deep.equal({
            mode: "replicated-job",
            replicas: 1,
            endpoint_mode: "dnsrr",
            labels: { "slipway.stack": "demo" },
            restart_policy: { condition: "none" },
        });
    });

    const orders: readonly (readonly [lines: string, order: string])[] = [
        ["", "start-first"],
        ["volumes: [data:/d]", "stop-first"],
        ["volumes: [data:/d:ro]", "start-first"],
        ["volumes: [/anonymous, ./bind:/b]", "start-first"],
        ["volumes: [data:/d]\ndeploy: { replicas: 2 }", "start-first"],
        ["ports: ['80:80']", "stop-first"],
        ["ports: ['80:80']\ndeploy: { replicas: 2 }", "stop-first"],
        ["ports: ['8080:8080']", "start-first"],
        ["ports: ['90']", "start-first"],
        ["volumes: [data:/d]\ndeploy: { update_config: { order: start-first } }", "start-first"],
    ];
    for (const [lines, order] of orders) {
        it(`updates ${JSON.stringify(lines)} ${order}`, () => {
            const { document } = render(lines, { routedPorts: [8080] });
            expect(document.services.app.deploy.update_config).to.deep.include({ order });
        });
    }
    it("replaces all tasks at once, the old ones first, where they are recreated", () => {
        const lines = "deploy: { replicas: 3, update_config: { order: start-first, parallelism: 1, delay: 5s } }";
        const { deploy } = render(lines, { recreate: true }).document.services.app;
        const style = { parallelism: 0, order: "stop-first", monitor: "2s" };
        expect(deploy.update_config).to.deep.equal({ ...style, failure_action: "rollback" });
        expect(deploy.rollback_config).to.deep.equal(style);
    });
    it("tells the order to the plan as well", () => {
        const app = load(withService("volumes: [data:/d]", rest), around).services.app;
        expect(app && updateOrder(app, [])).to.equal("stop-first");
    });
});
