import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, Project } from "../../e2e/support/project";
import { projectEnvironment } from "./project-environment";
import { removeProject } from "./remove-project";
import type { Place, Ran, Session } from "./session";

/** The sample app in a copy of this repository, as the stack `local` with a name and a port of its own. */
export class Sample {
    private deployed = true;

    private constructor(
        private readonly session: Session,
        public readonly project: Project,
        private readonly place: Place,
    ) {}

    /** The variables with which commands run in its folder. */
    get environment(): NodeJS.ProcessEnv {
        return this.place.env;
    }

    /** Copies, builds and deploys it: `npm start` in a fresh clone. It goes at the end of the session. */
    static async deploy(session: Session): Promise<Sample> {
        const project = await Project.create();
        const place = { cwd: project.folder, env: projectEnvironment(project.folder) };
        const prefix = `slipway-local-${project.id}`;
        session.atEnd(async () => await removeProject(session, project, place, "local", prefix));
        const example = "Pulumi.local.example.yaml";
        const file = join(project.folder, example);
        writeFileSync(file, readFileSync(file, "utf8").replaceAll("8080", String(await freePort())));
        // Known from the start, so that what is left of an interrupted deploy is found.
        project.edit(example, ["config", "slipway:id"], project.id);
        const sample = new Sample(session, project, place);
        session.say("  the sample app: first start …");
        await sample.start();
        return sample;
    }

    /** `npm start`. */
    async start(): Promise<Ran> {
        const ran = await this.session.run(["./slipway", "start"], this.place);
        this.deployed = true;
        return ran;
    }

    /** `npm run down`: volumes and images stay. */
    async down(): Promise<void> {
        if (this.deployed) await this.session.run(["./slipway", "down"], this.place);
        this.deployed = false;
    }

    /** Deploys it when it is not. */
    async ensureDeployed(): Promise<void> {
        if (!this.deployed) await this.start();
    }

    /** Plain Pulumi on the stack. */
    async pulumi(words: readonly string[], started?: (pid: number) => void): Promise<Ran> {
        return await this.session.run(["pulumi", ...words, "--stack", "local"], { ...this.place, started });
    }
}
