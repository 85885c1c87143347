import { spawn } from "node:child_process";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { renderEdgeRoutes, renderGatewayRoutes, routesFile } from "../route/route.render";
import { appliedPath } from "../route/rules.render";
import type { Traffic } from "../route/traffic";
import type { ProxyAddress } from "./plan";
import { runScript } from "./shell";

/** Seconds that one question to a proxy may take. */
const patience = 10;

/** A local port that leads to one on the loopback of a proxy. */
export interface Tunnel {
    readonly port: number;
    /** Ends it, and the connections that it has. */
    close(): void;
}

/** One proxy, reached through the engine on its host: what it is asked never leaves its own loopback. */
export class LiveProxy {
    constructor(private readonly at: ProxyAddress) {}

    public get name(): string {
        return this.at.name;
    }

    /** Gives it routes, complete or not at all; it follows them a little later. Returns the path of {@link follows}. */
    public async place(traffic: Traffic): Promise<string> {
        const { kind, folder, shell } = this.at;
        const file = kind === "edge" ? renderEdgeRoutes(traffic) : renderGatewayRoutes(traffic);
        const path = quoted(`${folder}/${routesFile}`);
        const beside = `beside=$(mktemp ${path}.XXXXXX) && trap 'rm -f "$beside"' EXIT`;
        const script = `umask 022; ${beside} && cat >"$beside" && chmod 644 "$beside" && mv -f "$beside" ${path}`;
        await runScript(shell, script, { input: file, timeout: patience });
        return appliedPath(file);
    }

    /** Whether it follows the routes that {@link place} gave it. */
    public async follows(applied: string): Promise<boolean> {
        return await this.#get(applied).then(
            () => true,
            () => false,
        );
    }

    /**
     * Its counters, in Prometheus' text format.
     *
     * @throws Error when it does not answer in spite of several tries: one that has just started may need two
     */
    public async metrics(): Promise<string> {
        for (let tries = 1; ; tries += 1) {
            try {
                return await this.#get("/metrics");
            } catch (error) {
                if (tries === 5) throw new Error(`${this.name}: ${String((error as Error).message)}`, { cause: error });
                await pause(1000);
            }
        }
    }

    async #get(path: string): Promise<string> {
        const url = `http://127.0.0.1:${this.at.admin}${path}`;
        const script = inContainer(this.at, `wget -q -T ${patience} -O - ${quoted(url)}`);
        return await runScript(this.at.shell, script, { timeout: patience });
    }

    /** Opens a way to the candidates; each connection is one of its own. */
    public async openTunnel(): Promise<Tunnel> {
        const script = inContainer(this.at, `nc 127.0.0.1 ${this.at.candidate}`, "--interactive");
        const [program = "sh", ...words] = this.at.shell;
        const sockets = new Set<Socket>();
        const server = createServer((socket) => {
            sockets.add(socket);
            const child = spawn(program, [...words, script], { stdio: ["pipe", "pipe", "ignore"] });
            socket.pipe(child.stdin).on("error", () => {});
            child.stdout.pipe(socket);
            socket
                .on("error", () => {})
                .on("close", () => {
                    sockets.delete(socket);
                    child.kill();
                });
            // Not before what has come is passed on.
            child.on("error", () => socket.destroy()).on("close", () => socket.destroySoon());
        });
        await new Promise<void>((resolve, reject) => {
            server.on("error", reject).listen(0, "127.0.0.1", resolve);
        });
        const close = () => {
            server.close();
            // Who asks through it keeps connections for the next question: nothing would end them for some seconds.
            for (const socket of sockets) socket.destroy();
        };
        return { port: (server.address() as AddressInfo).port, close };
    }
}

/** Runs something inside the proxy's container on its host. */
function inContainer({ service }: ProxyAddress, command: string, option = ""): string {
    const filter = `--filter label=com.docker.swarm.service.name=${service} --filter health=healthy`;
    const find = `id=$(docker ps --quiet ${filter} | head -n 1)`;
    const absent = `[ -n "$id" ] || { echo "it does not run" >&2; exit 1; }`;
    return `${find}; ${absent}; exec docker exec ${option} "$id" ${command}`;
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
