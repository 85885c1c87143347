import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";

/** What a command took and printed. */
export interface Ran {
    readonly seconds: number;
    /** Standard output and standard error, as they came. */
    readonly output: string;
}

/** Where a command runs. */
export interface Place {
    readonly cwd: string;
    readonly env: NodeJS.ProcessEnv;
    /** What it gets by standard input, where a secret is safe from the process list. */
    readonly input?: string;
    /** Called once with the process's id. */
    readonly started?: ((pid: number) => void) | undefined;
}

/** The bench was interrupted: what runs comes to its end, what was made goes. */
export class Interrupted extends Error {
    public override readonly message = "interrupted";
}

/** One run of the benchmark: its commands, and what has to go at its end. */
export class Session {
    private readonly running = new Set<ChildProcess>();
    private readonly removals: (() => Promise<void>)[] = [];
    private state: "measuring" | "interrupted" | "removing" = "measuring";

    constructor(
        public readonly runs: number,
        /** Prints a line of progress. */
        public readonly say: (line: string) => void,
    ) {}

    /** Has something done at the end of the session, before what was asked for earlier. */
    atEnd(removal: () => Promise<void>): void {
        this.removals.push(removal);
    }

    /**
     * Lets the commands that run come to their end, as Ctrl-C does; nothing new is begun but the removals. A second time
     * changes nothing: it would make Pulumi stop at once, and tsx hands on what the terminal has sent already.
     */
    interrupt(): void {
        if (this.state !== "measuring") return;
        this.state = "interrupted";
        // Each has a process group of its own: the terminal's own signal has not reached it.
        for (const { pid } of this.running) if (pid !== undefined) process.kill(-pid, "SIGINT");
    }

    /** @throws Interrupted when the session was */
    goOn(): void {
        if (this.state === "interrupted") throw new Interrupted();
    }

    /**
     * Runs a command to its end.
     *
     * @throws Error with the end of what it printed, when it fails
     */
    async run(words: readonly string[], place: Place): Promise<Ran> {
        const { code, seconds, output } = await this.attempt(words, place);
        if (code === 0) return { seconds, output };
        throw new Error(`${words.join(" ")} exited with ${code}:\n${output.split("\n").slice(-40).join("\n")}`);
    }

    /** Runs a command to its end, which may be a bad one: the code with which it exits tells. */
    async attempt(words: readonly string[], place: Place): Promise<Ran & { readonly code: number }> {
        this.goOn();
        const began = performance.now();
        const [command = "", ...rest] = words;
        const stdin = place.input === undefined ? "ignore" : "pipe";
        const stdio = [stdin, "pipe", "pipe"] as const;
        const child = spawn(command, rest, { cwd: place.cwd, env: place.env, detached: true, stdio: [...stdio] });
        this.running.add(child);
        // One that ends before it has read tells why by itself.
        child.stdin?.on("error", () => {}).end(place.input);
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream?.setEncoding("utf8").on("data", (part: string) => {
                output += part;
            });
        }
        if (child.pid !== undefined) place.started?.(child.pid);
        const code = await new Promise<number>((settle, reject) => {
            child.on("error", reject);
            child.on("close", (status) => settle(status ?? 1));
        }).finally(() => this.running.delete(child));
        this.goOn();
        return { code, seconds: (performance.now() - began) / 1000, output };
    }

    /** Asks until the answer is yes. */
    async until(what: string, ask: () => Promise<boolean>, milliseconds = 100, limit = 180_000): Promise<void> {
        for (const end = performance.now() + limit; !(await ask()); await pause(milliseconds)) {
            this.goOn();
            if (performance.now() > end) throw new Error(`${what}: not within ${limit / 1000} s`);
        }
    }

    /** Removes what was made, the last first; one that fails is told and does not keep the others. */
    async end(): Promise<void> {
        this.state = "removing";
        if (this.removals.length > 0) this.say("removing what was made; please wait …");
        for (let removal = this.removals.pop(); removal !== undefined; removal = this.removals.pop()) {
            await removal().catch((error: unknown) => this.say(`not removed: ${String(error)}`));
        }
    }
}
