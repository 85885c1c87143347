import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { docker, eventually, healthyContainers } from "./engine";
import { type Outcome, Project, type Running } from "./project";

/** Name of the stack that the tests deploy. */
export const stack = "e2e";

/** The app whose database is migrated, in a project of its own. */
export class MigratedApp {
    #release = 0;
    #names: readonly string[] = ["0001"];

    private constructor(
        public readonly project: Project,
        public readonly prefix: string,
    ) {}

    /** Makes the project; nothing is deployed yet. */
    static async create(): Promise<MigratedApp> {
        const project = await Project.create();
        project.configure(
            stack,
            `
slipway:compose: ./test/e2e/apps/migrated/compose.yaml
slipway:id: ${project.id}
slipway:release: { version: 1.0.0, timeout: 90s, quiesce: [worker] }
slipway:postgres: { service: db, database: leads, user: leads }
slipway:migrations:
  service: migrate
  up: /app/migrate.sh up
  head: SELECT version_num FROM revision
  heads: /app/migrate.sh newest
  known: /app/migrate.sh has {revision}
  timeout: 60s
slipway:env:
  DATABASE_PASSWORD: \${postgres.password}
  RELEASE: 0`,
        );
        await project.must(`pulumi stack init ${stack} --no-select`);
        return new MigratedApp(project, `slipway-${stack}-${project.id}`);
    }

    /** The folder on this machine that gets the dumps. */
    get dumps(): string {
        return join(this.project.folder, ".slipway", "host", "dumps", this.prefix);
    }

    /** Gives the next release these revisions, by name, and no others. */
    revisions(all: Readonly<Record<string, string>>): void {
        const folder = join(this.project.folder, "test/e2e/apps/migrated/revisions");
        // The folder is mounted, so it has to stay the same one.
        mkdirSync(folder, { recursive: true });
        for (const name of this.#names) rmSync(join(folder, `${name}.sql`), { force: true });
        this.#names = Object.keys(all);
        for (const [name, sql] of Object.entries(all)) writeFileSync(join(folder, `${name}.sql`), `${sql};\n`);
        this.#release += 1;
        this.set(["slipway:env", "RELEASE"], this.#release);
    }

    /** Sets a value of the configuration. */
    set(path: readonly string[], value: unknown): void {
        this.project.edit(`Pulumi.${stack}.yaml`, ["config", ...path], value);
    }

    /** Starts a release. */
    start(): Running {
        return this.project.start(["up", stack, "--yes", "--skip-preview"]);
    }

    /** Releases, and waits for the end. */
    async up(): Promise<Outcome> {
        return await this.start().end;
    }

    /** Ids of the processes that migrate the database of this project. */
    scripts(): readonly number[] {
        return readdirSync("/proc")
            .filter((name) => /^\d+$/.test(name))
            .filter((name) => {
                try {
                    const words = readFileSync(`/proc/${name}/cmdline`, "utf8");
                    return words.includes("migrate.sh") && readlinkSync(`/proc/${name}/cwd`) === this.project.folder;
                } catch {
                    // It has ended meanwhile.
                    return false;
                }
            })
            .map(Number);
    }

    /** Asks the database as its superuser. */
    async sql(text: string): Promise<string> {
        return await docker("exec", await this.database(), ...this.psql, "--command", text);
    }

    /** Id of the database's container. */
    async database(): Promise<string> {
        return await eventually("a database", async () => (await healthyContainers(`${this.prefix}_db`))[0]);
    }

    /** The words of a question to the database. */
    readonly psql = ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", "leads"] as const;

    /** RELEASE and replicas of a service as the engine has them. */
    async running(service: string): Promise<string> {
        const format =
            "{{range .Spec.TaskTemplate.ContainerSpec.Env}}{{println .}}{{end}}replicas={{.Spec.Mode.Replicated.Replicas}}";
        const lines = (await docker("service", "inspect", `${this.prefix}_${service}`, "--format", format)).split("\n");
        return lines.filter((line) => /^(RELEASE|replicas)=/.test(line)).join(" ");
    }

    /** Everything that a migration must not leave behind: its service, its containers, its sessions. */
    async leftOvers(): Promise<readonly string[]> {
        const name = `${this.prefix}_slipway-migration`;
        const [service, containers, sessions] = await Promise.all([
            docker("service", "ls", "--quiet", "--filter", `name=${name}`),
            docker("ps", "--all", "--quiet", "--filter", `label=com.docker.swarm.service.name=${name}`),
            this.sql("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'slipway%'"),
        ]);
        return [service, containers, sessions].filter((text) => text !== "");
    }
}
