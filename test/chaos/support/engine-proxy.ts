import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { engineStep, type Step } from "./step";

/** What happens at a step that is waited for. */
interface Trap {
    readonly step: Step;
    readonly act: () => void;
    left: number;
}

/**
 * Stands between a deployer and its Docker Engine: takes note of each request that changes something, and does something
 * before or after one of them. The deployer is told its socket as the engine's.
 */
export class EngineProxy {
    /** What was asked for, in order. */
    public readonly recorded: string[] = [];
    private readonly server: Server;
    private readonly sockets = new Set<Socket>();
    private trap: Trap | undefined;

    private constructor(
        public readonly socket: string,
        private readonly engine: string,
    ) {
        this.server = createServer((incoming, outgoing) => void this.answer(incoming, outgoing));
        this.server.on("upgrade", (incoming, client: Socket, head) => this.tunnel(incoming, client, head));
        this.server.on("connection", (client) => {
            this.sockets.add(client);
            client.on("close", () => this.sockets.delete(client));
            client.on("error", () => client.destroy());
        });
    }

    /** @param engine path of the engine's own socket */
    static async open(socket: string, engine = "/var/run/docker.sock"): Promise<EngineProxy> {
        const proxy = new EngineProxy(socket, engine);
        await new Promise<void>((resolve) => proxy.server.listen(socket, resolve));
        return proxy;
    }

    /** Does something, once, when a step comes. */
    setTrap(step: Step, act: () => void): void {
        this.trap = { step, act, left: step.occurrence };
    }

    /** Waits for no step any more. */
    clearTrap(): void {
        this.trap = undefined;
    }

    async close(): Promise<void> {
        for (const socket of this.sockets) socket.destroy();
        await new Promise((resolve) => this.server.close(resolve));
    }

    private async answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
        // What is streamed, such as the context of a build, is no step's name.
        const json = incoming.headers["content-type"]?.startsWith("application/json") === true;
        const body = json ? await textOf(incoming) : undefined;
        const trap = this.sprung(incoming, body ?? "");
        if (trap?.step.when === "before") {
            this.kill(trap, incoming.socket);
            return;
        }
        const { method, url: path, headers } = incoming;
        const asked = request({ socketPath: this.engine, method, path, headers }, (answer) => {
            if (trap !== undefined) {
                answer.resume().on("close", () => this.kill(trap, incoming.socket));
                return;
            }
            outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
            answer.pipe(outgoing);
            answer.on("error", () => outgoing.destroy());
        });
        asked.on("error", () => outgoing.destroy());
        outgoing.on("close", () => asked.destroy());
        if (body === undefined) incoming.pipe(asked);
        else asked.end(body);
    }

    /** `docker exec` and the like speak another protocol once the engine has agreed. */
    private tunnel(incoming: IncomingMessage, client: Socket, head: Buffer): void {
        const trap = this.sprung(incoming, "");
        if (trap?.step.when === "before") {
            this.kill(trap, client);
            return;
        }
        const engine = connect(this.engine, () => {
            const headers = incoming.rawHeaders.map((text, index) => (index % 2 === 0 ? `${text}: ` : `${text}\r\n`));
            engine.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers.join("")}\r\n`);
            engine.write(head);
            client.pipe(engine);
            if (trap === undefined) engine.pipe(client);
            else engine.resume().on("close", () => this.kill(trap, client));
        });
        engine.on("error", () => client.destroy());
        client.on("close", () => engine.destroy());
    }

    /** Takes note of a request; gives what is to happen at it. */
    private sprung({ method = "", url = "" }: IncomingMessage, body: string): Trap | undefined {
        const what = engineStep(method, url, body);
        if (what === undefined) return undefined;
        this.recorded.push(what);
        if (this.trap?.step.by !== "engine" || this.trap.step.what !== what) return undefined;
        this.trap.left -= 1;
        return this.trap.left === 0 ? this.trap : undefined;
    }

    private kill({ act }: Trap, client: Socket): void {
        this.clearTrap();
        act();
        client.destroy();
    }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part);
    return Buffer.concat(parts).toString();
}
