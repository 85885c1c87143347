import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TemporaryFolder } from "./temporary-folder";

/** What the fake says; nothing, and exit code 0, unless told. */
export interface Answer {
    readonly out?: string;
    readonly err?: string;
    readonly code?: number;
    /** How often; always when left out. */
    readonly times?: number;
}

/** A docker command in a cache of its own, for programs that put `SLIPWAY_CACHE/bin` first on their PATH. */
export class FakeDocker {
    public readonly folder = new TemporaryFolder();
    #rules = 0;

    constructor() {
        mkdirSync(join(this.folder.path, "docker", "rules"), { recursive: true });
        this.folder.write("bin/docker", readFileSync(join(__dirname, "fake-docker.sh"), "utf8"), 0o755);
    }

    /** The value of `SLIPWAY_CACHE`. */
    public get cache(): string {
        return this.folder.path;
    }

    /**
     * Answers to words that fit a pattern of sh, e.g. `service inspect * {{.ID}}`; a later rule goes before an earlier.
     * `@REVISION@` in what it prints becomes the revision that is applied.
     */
    public answer(pattern: string, { out = "", err = "", code = 0, times }: Answer = {}): this {
        this.#rules += 1;
        const rule = `docker/rules/${1000 - this.#rules}`;
        const files = { pattern, stdout: out, stderr: err, code: `${code}`, times: `${times ?? "always"}` };
        for (const [name, content] of Object.entries(files)) {
            const line = ["stdout", "stderr"].includes(name) ? content : `${content}\n`;
            this.folder.write(`${rule}/${name}`, line);
        }
        return this;
    }

    /** The words of each call until now. */
    public get calls(): readonly (readonly string[])[] {
        const file = join(this.folder.path, "docker", "calls");
        if (!existsSync(file)) return [];
        return readFileSync(file, "utf8")
            .split("\x1e")
            .slice(0, -1)
            .map((call) => call.split("\x1f").slice(0, -1));
    }

    /** The words of the calls that start with these, each as one text. */
    public callsOf(...words: readonly string[]): readonly string[] {
        const start = words.join(" ");
        return this.calls
            .map((call) => call.join(" "))
            .filter((call) => call === start || call.startsWith(`${start} `));
    }

    /** What `docker stack deploy` last got by standard input. */
    public get document(): string {
        return this.folder.read("docker/document");
    }

    /** A variable of the environment in which `docker stack deploy` was last called. */
    public environment(name: string): string | undefined {
        const entries = this.folder.read("docker/environment").split("\0");
        return entries.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);
    }

    public remove(): void {
        this.folder.remove();
    }
}
