import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { repository } from "../../e2e/support/project";
import { projectEnvironment } from "./project-environment";
import type { Place, Ran, Session } from "./session";

const stack = "empty";

const source = `import * as command from "@pulumi/command";
import * as docker from "@pulumi/docker";

new command.local.Command("nothing", { create: "true" });
new docker.Provider("engine", { host: "unix:///var/run/docker.sock" });
`;

/** What a stack of servers has beside them. Providers that nothing asks need no account. */
const cloudSource = `
import * as cloudflare from "@pulumi/cloudflare";
import * as digitalocean from "@pulumi/digitalocean";

new cloudflare.Provider("names", { apiToken: "${"0".repeat(40)}" });
new digitalocean.Provider("servers", { token: "none" });
`;

/**
 * The least that a Pulumi program with Slipway's plugins can be: a resource of each, nothing to change. It is loaded the
 * way Slipway is, and says what of a command's time is Pulumi's own.
 */
export class EmptyProgram {
    private constructor(
        private readonly session: Session,
        private readonly place: Place,
    ) {}

    /**
     * Makes it and deploys it once; it goes at the end of the session.
     *
     * @param clouds whether it has the plugins of a stack of servers
     */
    static async deploy(session: Session, clouds = false): Promise<EmptyProgram> {
        const folder = mkdtempSync(join(tmpdir(), "slipway-bench-"));
        session.atEnd(async () => rmSync(folder, { recursive: true }));
        const project = parseDocument(readFileSync(join(repository, "Pulumi.yaml"), "utf8"));
        project.set("name", "empty");
        writeFileSync(join(folder, "Pulumi.yaml"), project.toString());
        writeFileSync(join(folder, "index.ts"), clouds ? `${source}${cloudSource}` : source);
        const needed = /^(?:package\.json|tsconfig.*\.json|node_modules)$/;
        for (const file of readdirSync(repository).filter((name) => needed.test(name))) {
            symlinkSync(join(repository, file), join(folder, file));
        }
        const place = { cwd: folder, env: projectEnvironment(folder) };
        await session.run(["pulumi", "stack", "init", stack, "--no-select"], place);
        const program = new EmptyProgram(session, place);
        await program.up();
        session.atEnd(async () => {
            await session.run(["pulumi", "destroy", "--yes", "--skip-preview", "--stack", stack], place);
        });
        return program;
    }

    /** `pulumi up`, which changes nothing but the first time. */
    async up(): Promise<Ran> {
        return await this.session.run(["pulumi", "up", "--yes", "--skip-preview", "--stack", stack], this.place);
    }

    /** `pulumi preview`, which shows no change. */
    async preview(): Promise<Ran> {
        return await this.session.run(["pulumi", "preview", "--stack", stack], this.place);
    }
}
