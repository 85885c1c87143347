import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseDocument } from "yaml";
import { execute } from "../../../toolchain/execute";

/** Folder of the repository under test. */
export const repository = resolve(__dirname, "..", "..", "..");

/** What a command did. */
export interface Outcome {
    readonly code: number;
    /** Standard output and standard error, as a person would see them. */
    readonly output: string;
}

/** Where a project's commands run, when that is not simply this machine. */
export interface Surroundings {
    /** Variables beside those of this process. */
    readonly environment: Readonly<Record<string, string>>;
    /** The words that run a command there. */
    readonly inside: (command: readonly string[]) => readonly string[];
}

const thisMachine: Surroundings = { environment: {}, inside: (command) => command };

/**
 * A copy of this repository in a folder of its own, as a fresh clone is one: own state, own passphrase, own names on the
 * engine. Packages and the toolchain's cache are shared.
 */
export class Project {
    private constructor(
        public readonly folder: string,
        public readonly id: string,
        private readonly surroundings: Surroundings,
    ) {}

    /** Copies what git tracks or would track. */
    static async create(surroundings = thisMachine): Promise<Project> {
        const folder = mkdtempSync(join(tmpdir(), "slipway-e2e-"));
        const list = await execute("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
            nodeOptions: { cwd: repository },
        });
        // What is removed but not committed yet is still tracked.
        const isThere = (name: string) => name !== "" && existsSync(join(repository, name));
        for (const file of list.stdout.split("\0").filter((name) => isThere(name) && !name.startsWith("docs/"))) {
            mkdirSync(dirname(join(folder, file)), { recursive: true });
            cpSync(join(repository, file), join(folder, file), { preserveTimestamps: true });
        }
        symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"));
        // A letter first: 58e673 would be a number, and larger than any.
        return new Project(folder, `t${randomBytes(3).toString("hex")}`, surroundings);
    }

    /** Writes a stack's file; `config` is the YAML below `config:`. */
    configure(stack: string, config: string): void {
        const indented = config.trim().replaceAll(/^/gm, "  ");
        writeFileSync(join(this.folder, `Pulumi.${stack}.yaml`), `config:\n${indented}\n`);
    }

    /** Sets a value in a YAML file, as somebody with an editor does; undefined takes the key away. */
    edit(file: string, path: readonly (string | number)[], value: unknown): void {
        const document = parseDocument(readFileSync(join(this.folder, file), "utf8"));
        if (value === undefined) document.deleteIn(path);
        else document.setIn(path, document.createNode(value));
        writeFileSync(join(this.folder, file), document.toString({ lineWidth: 0 }));
    }

    /** Starts `./slipway` in a process group of its own. */
    start(words: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
        return this.spawn(["./slipway", ...words], environment);
    }

    /** Runs `./slipway` to its end. */
    async slipway(...words: readonly string[]): Promise<Outcome> {
        return await this.start(words).end;
    }

    /** Runs a line in a shell that has evaluated `./slipway env`. */
    async shell(line: string): Promise<Outcome> {
        return await this.spawn(["bash", "-c", `eval "$(./slipway env 2>/dev/null)" && ${line}`]).end;
    }

    /** Runs a line in such a shell, and throws what it said when it fails. */
    async must(line: string): Promise<string> {
        const { code, output } = await this.shell(line);
        if (code !== 0) throw new Error(`${line} failed:\n${output}`);
        return output;
    }

    /** Encrypts a secret into a stack's file. */
    async secret(stack: string, name: string, value: string): Promise<void> {
        const set = `pulumi config set --secret --path 'slipway:secrets.${name}' --stack ${stack}`;
        await this.must(`printf %s '${value}' | ${set}`);
    }

    private spawn(command: readonly string[], environment: NodeJS.ProcessEnv = {}): Running {
        const [program = "", ...words] = this.surroundings.inside(command);
        return new Running(
            spawn(program, words, {
                cwd: this.folder,
                env: { ...cleanEnvironment(), ...this.surroundings.environment, ...environment },
                detached: true,
                stdio: ["ignore", "pipe", "pipe"],
            }),
        );
    }

    /** Removes the stacks' resources, volumes with them, and the folder. */
    async remove(...stacks: readonly string[]): Promise<void> {
        for (const stack of stacks) {
            await this.shell(
                `pulumi cancel --yes --stack ${stack}; pulumi destroy --yes --skip-preview --stack ${stack}`,
            );
        }
        const left = await execute("docker", ["volume", "ls", "--quiet", "--filter", `name=${this.id}`]);
        const volumes = left.stdout.split("\n").filter((name) => name !== "");
        if (volumes.length > 0) await execute("docker", ["volume", "rm", "--force", ...volumes]);
        rmSync(this.folder, { recursive: true, force: true });
    }
}

/** A command under way. */
export class Running {
    public readonly end: Promise<Outcome>;
    private text = "";

    constructor(private readonly child: ChildProcess) {
        for (const stream of [child.stdout, child.stderr]) {
            stream?.setEncoding("utf8").on("data", (part: string) => {
                this.text += part;
            });
        }
        this.end = new Promise((settle, reject) => {
            child.on("error", reject);
            child.on("close", (code, signal) =>
                settle({ code: code ?? (signal === null ? 1 : 128), output: this.text }),
            );
        });
    }

    /** Id of its first process, which leads a process group and a session. */
    get pid(): number {
        return this.child.pid ?? 0;
    }

    /** What it has printed so far. */
    get output(): string {
        return this.text;
    }

    /** Waits until the command has printed something that fits. */
    async printed(pattern: RegExp, milliseconds = 120_000): Promise<void> {
        const until = Date.now() + milliseconds;
        while (!pattern.test(this.text)) {
            if (Date.now() > until) throw new Error(`never printed ${pattern}:\n${this.text}`);
            await new Promise((go) => setTimeout(go, 50));
        }
    }

    /** Sends a signal to all processes of the command, as a terminal does at Ctrl-C. */
    signal(name: NodeJS.Signals): void {
        if (this.child.pid !== undefined) process.kill(-this.child.pid, name);
    }
}

/** What a user's shell has; nothing that the tests' own run has set for Pulumi. */
function cleanEnvironment(): NodeJS.ProcessEnv {
    const entries = Object.entries(process.env).filter(
        ([name]) => !name.startsWith("PULUMI_") && name !== "DOCKER_HOST",
    );
    return Object.fromEntries(entries);
}

/** A port that nothing listens on at the moment. */
export function freePort(): Promise<number> {
    return new Promise((settle) => {
        const server = createServer().listen(0, () => {
            const address = server.address();
            server.close(() => settle(typeof address === "object" && address !== null ? address.port : 0));
        });
    });
}
