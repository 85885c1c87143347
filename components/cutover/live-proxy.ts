import { Agent, get, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { renderEdgeRoutes, renderGatewayRoutes, routesFile } from "../route/route.render";
import { appliedPath } from "../route/rules.render";
import type { Traffic } from "../route/traffic";
import { loopbackOf } from "./loopback-of";
import type { ProxyAddress } from "./plan";
import { quoted } from "./quoted";
import { runScript } from "./shell";
import { openTunnel, type Tunnel } from "./tunnel";

/** Seconds that one question to a proxy may take. */
const patience = 10;

/** Whether a proxy follows its routes. */
export type Following = "yes" | "not yet" | { readonly reason: string };

/** One proxy, reached through the engine on its host: what it is asked never leaves its own loopback. */
export class LiveProxy {
    readonly #tunnels = new Map<number, Promise<Tunnel>>();
    // One connection for all questions: each one is a process in the proxy's container.
    readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

    constructor(private readonly at: ProxyAddress) {}

    public get name(): string {
        return this.at.name;
    }

    /** Gives it routes, complete or not at all; it follows them a little later. Returns the path of {@link follows}. */
    public async place(traffic: Traffic): Promise<string> {
        const { kind, folder, shell } = this.at;
        const file = kind === "edge" ? renderEdgeRoutes(traffic, this.at) : renderGatewayRoutes(traffic);
        const path = quoted(`${folder}/${routesFile}`);
        // What one that was killed has left goes too: there is one cut-over of a stack at a time.
        const beside = `rm -f ${path}.placing.??????; beside=$(mktemp ${path}.placing.XXXXXX) && trap 'rm -f "$beside"' EXIT`;
        const script = `umask 022; ${beside} && cat >"$beside" && chmod 644 "$beside" && mv -f "$beside" ${path}`;
        const placed = runScript(shell, script, { input: file, timeout: patience });
        // What is asked next needs a way there, which is made meanwhile.
        const ways = [this.#tunnel(this.at.admin)];
        if (kind === "edge" && Object.keys(traffic.candidates).length > 0) ways.push(this.#tunnel(this.at.candidate));
        await Promise.all([placed, ...ways]);
        return appliedPath(file);
    }

    /** Whether it follows the routes that {@link place} gave it, or why it cannot be asked. */
    public async follows(applied: string): Promise<Following> {
        try {
            const { status } = await this.#ask(applied);
            if (status === 404) return "not yet";
            return status === 200 ? "yes" : { reason: `it answers ${status}` };
        } catch (error) {
            return { reason: (error as Error).message };
        }
    }

    /**
     * Its counters, in Prometheus' text format.
     *
     * @throws Error when it does not answer in spite of several tries: one that has just started may need two
     */
    public async metrics(): Promise<string> {
        for (let tries = 1; ; tries += 1) {
            try {
                const { status, body } = await this.#ask("/metrics");
                if (status === 200) return body;
                throw new Error(`it answers ${status}`);
            } catch (error) {
                if (tries === 5) throw new Error(`${this.name}: ${String((error as Error).message)}`, { cause: error });
                await pause(1000);
            }
        }
    }

    /** A local port that leads to the candidates, until {@link close}. */
    public async candidatePort(): Promise<number> {
        return (await this.#tunnel(this.at.candidate)).port;
    }

    /** Ends every connection to it. */
    public async close(): Promise<void> {
        this.#agent.destroy();
        for (const tunnel of this.#tunnels.values()) (await tunnel).close();
        this.#tunnels.clear();
    }

    async #ask(path: string): Promise<{ readonly status: number; readonly body: string }> {
        const { port, complaint } = await this.#tunnel(this.at.admin);
        const options = { host: "127.0.0.1", port, path, agent: this.#agent, timeout: patience * 1000 };
        try {
            const response = await new Promise<IncomingMessage>((resolve, reject) => {
                const asked = get(options, resolve).on("error", reject);
                asked.on("timeout", () => asked.destroy(new Error(`no answer within ${patience}s`)));
            });
            return { status: response.statusCode ?? 0, body: await text(response) };
        } catch (error) {
            throw new Error(complaint() || (error as Error).message, { cause: error });
        }
    }

    #tunnel(port: number): Promise<Tunnel> {
        const open = this.#tunnels.get(port) ?? openTunnel(this.at.shell, loopbackOf(this.at.service, port));
        this.#tunnels.set(port, open);
        return open;
    }
}
