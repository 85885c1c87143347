import { Agent, request } from "node:http";
import { request as requestTls } from "node:https";

/** What a load run asked for. */
export interface LoadOptions {
    readonly url: string;
    /** Requests a second. */
    readonly rate: number;
    /** Every second request is a POST: those must not be sent twice, so a proxy cannot hide their loss. */
    readonly post?: boolean;
    /** Whose connections are used; kept ones of its own when left out. */
    readonly agent?: Agent;
    /** Called with each answer when it is whole. */
    readonly onAnswer?: (answer: LoadAnswer) => void;
}

/** One answer, whatever its status. */
export interface LoadAnswer {
    /** How many requests had been sent with the one that it answers. */
    readonly request: number;
    readonly status: number;
    readonly body: string;
}

/** What came of it. */
export interface LoadResult {
    readonly sent: number;
    /** One text for each request that had no 2xx answer. */
    readonly failures: readonly string[];
    /** Different bodies seen, with their counts. */
    readonly bodies: ReadonlyMap<string, number>;
    /** Slowest answer, in milliseconds. */
    readonly slowest: number;
}

/** Requests at a steady rate over kept connections while some work is done, and on until there have been enough. */
export async function underLoad(options: LoadOptions, atLeast: number, work: () => Promise<void>): Promise<LoadResult> {
    const load = new Load(options);
    try {
        await work();
        while (load.count < atLeast) await new Promise((go) => setTimeout(go, 50));
    } finally {
        load.end();
    }
    return await load.result();
}

class Load {
    private readonly agent: Agent;
    private readonly failures: string[] = [];
    private readonly bodies = new Map<string, number>();
    private readonly pending = new Set<Promise<void>>();
    private readonly began = Date.now();
    private readonly timer: NodeJS.Timeout;
    private sent = 0;
    private slowest = 0;

    constructor(private readonly options: LoadOptions) {
        this.agent = options.agent ?? new Agent({ keepAlive: true, maxSockets: 50 });
        // A busy machine delays timers: what is due is sent, however late.
        this.timer = setInterval(() => this.sendDue(), 5);
    }

    /** How many requests have been sent so far. */
    get count(): number {
        return this.sent;
    }

    /** Sends no more. */
    end(): void {
        clearInterval(this.timer);
    }

    /** Waits for what is under way. */
    async result(): Promise<LoadResult> {
        await Promise.all(this.pending);
        this.agent.destroy();
        return { sent: this.sent, failures: this.failures, bodies: this.bodies, slowest: this.slowest };
    }

    private sendDue(): void {
        const due = Math.floor(((Date.now() - this.began) / 1000) * this.options.rate);
        while (this.sent < due) {
            this.sent += 1;
            const one = this.send(this.options.post === true && this.sent % 2 === 0 ? "POST" : "GET", this.sent);
            this.pending.add(one);
            void one.finally(() => this.pending.delete(one));
        }
    }

    private async send(method: string, number: number): Promise<void> {
        const began = Date.now();
        try {
            const { status, body } = await this.answer(method);
            this.options.onAnswer?.({ request: number, status, body });
            this.bodies.set(body, (this.bodies.get(body) ?? 0) + 1);
            if (status < 200 || status > 299)
                this.failures.push(
                    `${((began - this.began) / 1000).toFixed(2)}s ${method} ${status} ${body.slice(0, 80)}`,
                );
        } catch (error) {
            this.failures.push(`${method} ${error instanceof Error ? error.message : String(error)}`);
        }
        this.slowest = Math.max(this.slowest, Date.now() - began);
    }

    private answer(method: string): Promise<{ readonly status: number; readonly body: string }> {
        return new Promise((resolve, reject) => {
            const body = method === "POST" ? "x=1" : "";
            const headers = { "content-length": body.length };
            const options = { agent: this.agent, method, headers, timeout: 20_000 };
            const ask = this.options.url.startsWith("https:") ? requestTls : request;
            const asked = ask(this.options.url, options, (response) => {
                let answer = "";
                response.setEncoding("utf8");
                response.on("data", (part: string) => {
                    answer += part;
                });
                response.on("end", () => resolve({ status: response.statusCode ?? 0, body: answer }));
                response.on("error", reject);
            });
            asked.on("timeout", () => asked.destroy(new Error("no answer within 20s")));
            asked.on("error", reject);
            asked.end(body);
        });
    }
}
