import { get } from "node:http";
import { freePort, type Outcome, Project } from "./project";

/** Name of the stack that the tests deploy. */
export const stack = "e2e";

/** The shop in a project of its own: two services with a route, a worker without. */
export class Shop {
    private constructor(
        public readonly project: Project,
        public readonly port: number,
    ) {}

    /** Makes the project; nothing is deployed yet. `release` is more of `slipway:release`, as YAML of one line. */
    static async create(release = ""): Promise<Shop> {
        const project = await Project.create();
        const port = await freePort();
        project.configure(
            stack,
            `
slipway:compose: ./test/e2e/apps/shop/compose.yaml
slipway:id: ${project.id}
slipway:release: { version: 1.0.0, timeout: 60s, drain: 15s${release === "" ? "" : `, ${release}`} }
slipway:domain:
  port: ${port}
  routes: [{ service: shop, port: 8000, health: /health }, { path: /api, service: api, port: 8000 }]
slipway:smoke: ./test/e2e/apps/shop/smoke.yaml
slipway:env: { SHOP: one, WANTED: one }`,
        );
        await project.must(`pulumi stack init ${stack} --no-select`);
        return new Shop(project, port);
    }

    get url(): string {
        return `http://127.0.0.1:${this.port}/`;
    }

    get prefix(): string {
        return `slipway-${stack}-${this.project.id}`;
    }

    /** Changes variables of the compose file, as a user does. */
    set(variables: Readonly<Record<string, string>>): void {
        for (const [name, value] of Object.entries(variables)) this.configure(["env", name], value);
    }

    /** Changes a key of the configuration, the first word without its namespace; undefined takes it away. */
    configure([key = "", ...path]: readonly (string | number)[], value: unknown): void {
        this.project.edit(`Pulumi.${stack}.yaml`, ["config", `slipway:${key}`, ...path], value);
    }

    async up(): Promise<Outcome> {
        return await this.project.slipway("up", stack, "--yes", "--skip-preview");
    }

    /** Brings the stack up; throws what was printed when that fails. Returns what was printed. */
    async upWell(): Promise<string> {
        const { code, output } = await this.up();
        if (code !== 0) throw new Error(`up failed:\n${output}`);
        return output;
    }

    async preview(...words: readonly string[]): Promise<string> {
        const { code, output } = await this.project.slipway("preview", stack, ...words);
        if (code !== 0) throw new Error(`preview failed:\n${output}`);
        return output;
    }

    /** What the app answers, on a connection of its own. */
    async ask(path = "/"): Promise<string> {
        return await new Promise((resolve, reject) => {
            get(new URL(path, this.url), { agent: false }, (response) => {
                let body = "";
                response.setEncoding("utf8").on("data", (part: string) => {
                    body += part;
                });
                response.on("end", () => resolve(body)).on("error", reject);
            }).on("error", reject);
        });
    }
}
