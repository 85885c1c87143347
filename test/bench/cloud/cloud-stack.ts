import { rmSync } from "node:fs";
import { stringify } from "yaml";
import { sharedConnection } from "../../../components/host/open-connection";
import { Project } from "../../e2e/support/project";
import { removeImages } from "../support/engine";
import { projectEnvironment } from "../support/project-environment";
import type { Place, Ran, Session } from "../support/session";
import type { Clouds } from "./clouds";

/** A stack of servers in a copy of this repository of its own. */
export class CloudStack {
    private constructor(
        private readonly session: Session,
        private readonly clouds: Clouds,
        public readonly project: Project,
        public readonly name: string,
        private readonly place: Place,
    ) {}

    /**
     * Makes it; nothing is deployed yet. Its servers go with the clouds, its images and its folder with the session.
     *
     * @param configure what stands below `config:` in its file, by the copy that it lies in
     */
    static async make(
        session: Session,
        clouds: Clouds,
        name: string,
        configure: (project: Project) => Readonly<Record<string, unknown>>,
    ): Promise<CloudStack> {
        const project = await Project.create(clouds.rehearsal);
        session.atEnd(async () => rmSync(project.folder, { recursive: true, force: true }));
        session.atEnd(async () => await removeImages(session, `-${project.id}`));
        const env = { ...projectEnvironment(project.folder), ...clouds.rehearsal.environment };
        const stack = new CloudStack(session, clouds, project, name, { cwd: project.folder, env });
        project.configure(name, stringify({ ...configure(project), "slipway:id": project.id }));
        await session.run(["pulumi", "stack", "init", name, "--no-select"], stack.place);
        return stack;
    }

    /** The variables with which commands run in its folder. */
    get environment(): NodeJS.ProcessEnv {
        return this.place.env;
    }

    /** Encrypts values into its file, by the paths that `pulumi config set --path` takes. */
    async setSecrets(values: Readonly<Record<string, string>>): Promise<void> {
        for (const [path, input] of Object.entries(values)) {
            const words = ["pulumi", "config", "set", "--secret", "--path", path, "--stack", this.name];
            await this.session.run(words, { ...this.place, input });
        }
    }

    /** Plain Pulumi on it, where the clouds' names are found. */
    async pulumi(...words: readonly string[]): Promise<Ran> {
        const command = this.clouds.rehearsal.inside(["pulumi", ...words, "--stack", this.name]);
        return await this.session.run(command, this.place);
    }

    /** Brings it up; the first time that takes minutes. */
    async up(): Promise<Ran> {
        return await this.pulumi("up", "--yes", "--skip-preview");
    }

    /** Ids of its droplets. */
    get droplets(): readonly number[] {
        const { droplets } = this.clouds.rehearsal.digitalOcean.state();
        return droplets.flatMap(({ id, name }) => (name.includes(`-${this.project.id}-`) ? [id] : []));
    }

    /** How often somebody has logged in to each of its servers so far, as their sshd's logs say. */
    async logins(): Promise<readonly number[]> {
        const count = "journalctl --unit ssh --output cat | grep --count '^Accepted publickey' || true";
        return await Promise.all(this.droplets.map(async (id) => Number(await this.clouds.onDroplet(id, count))));
    }

    /** Ends the connections that commands share, as a quarter of an hour without one does. */
    async disconnect(): Promise<void> {
        const { droplets } = this.clouds.rehearsal.digitalOcean.state();
        for (const id of this.droplets) {
            const host = droplets.find((one) => one.id === id)?.publicAddress ?? "";
            const key = await this.clouds.onDroplet(id, "cut -d ' ' -f 1,2 /etc/ssh/ssh_host_ed25519_key.pub");
            const words = [...sharedConnection({ host, hostKey: key }), "-O", "exit", "slipway"];
            // Fails where there is none.
            await this.session.attempt(["ssh", ...words], this.place);
        }
    }
}
