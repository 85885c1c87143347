import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeLeftovers } from "../../../emulator/machines/leftovers";
import { Names } from "../../../emulator/machines/names";
import { registryHost } from "../../../emulator/rehearsal/names";
import { type Rehearsal, startRehearsal } from "../../../emulator/rehearsal/start-rehearsal";
import { provideImages } from "../../../images/provide";
import { repository } from "../../e2e/support/project";
import { projectEnvironment } from "../support/project-environment";
import type { Session } from "../support/session";

/** What everything of the bench's clouds is named after on the engine. */
const cloud = "slipway-bench-cloud";

/** Who may use the clouds' private registry, and where its images lie. */
export const registry = { address: `${registryHost}/bench`, user: "bench", password: "5c1fd08e6b24" };

/** Both emulated clouds, for one case: with a zone, and nothing else in them. */
export class Clouds {
    private ended = false;

    private constructor(
        private readonly session: Session,
        public readonly rehearsal: Rehearsal,
    ) {}

    /**
     * Starts them; they go with all servers when the case ends them, or else at the end of the session.
     *
     * @param images what servers can pull from Docker Hub
     * @throws Error when this process is not root on Linux, which emulated servers and their networks take
     */
    static async start(session: Session, images: readonly string[]): Promise<Clouds> {
        if (process.platform !== "linux" || process.getuid?.() !== 0)
            throw new Error("emulated clouds take root on Linux");
        session.say("  the clouds: starting …");
        // What one that was killed has left.
        await removeLeftovers(cloud);
        await provideImages(images, session.say);
        const folder = mkdtempSync(join(tmpdir(), "slipway-bench-cloud-"));
        session.atEnd(async () => rmSync(folder, { recursive: true }));
        const rehearsal = await startRehearsal({
            ...{ name: cloud, folder, images, report: session.say },
            zones: [{ name: "example.com" }],
            users: [{ name: registry.user, password: registry.password }],
            regions: ["fra1"],
            // Apart from those of others, so that a rehearsal or a test that runs is no trouble.
            ...{ network: "198.18.64.0/20", privateNetwork: "10.114.0.0/20" },
        });
        const clouds = new Clouds(session, rehearsal);
        session.atEnd(async () => await clouds.end());
        return clouds;
    }

    /** Ends them, once, with all servers. */
    async end(): Promise<void> {
        if (this.ended) return;
        this.ended = true;
        await this.rehearsal.stop();
    }

    /** What a script prints on a droplet, as root, past SSH and firewall. */
    async onDroplet(id: number, script: string): Promise<string> {
        const words = ["docker", "exec", new Names(cloud).droplet(id), "bash", "-c", script];
        const here = { cwd: repository, env: projectEnvironment(repository) };
        return (await this.session.run(words, here)).output.trim();
    }
}
