import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { type AddressInfo, createServer, type Socket } from "node:net";

/** A local port that leads to one on another loopback; each connection is a process of its own. */
export interface Tunnel {
    readonly port: number;
    /** What a process of it last said is wrong; empty when none did. */
    complaint(): string;
    /** Ends it, and the connections that it has. */
    close(): void;
}

/**
 * Opens a tunnel. The process for the first connection is started at once, so that it is there when it is needed.
 *
 * @param shell words that run the script which is the word after them
 * @param script passes on its standard input, and prints what comes back
 */
export async function openTunnel(shell: readonly string[], script: string): Promise<Tunnel> {
    const [program = "sh", ...words] = shell;
    let said = "";
    const begin = () => {
        said = "";
        const child = spawn(program, [...words, script], { stdio: "pipe" });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
            said = text.trim().split("\n").at(-1) ?? "";
        });
        child.stdin.on("error", () => {});
        return child.on("error", ({ message }) => {
            said = message;
        });
    };
    let ready: ChildProcessWithoutNullStreams | undefined = begin();
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
        sockets.add(socket);
        const child = ready?.exitCode === null && ready.pid !== undefined ? ready : begin();
        ready = undefined;
        connectThrough(socket, child);
        socket.on("close", () => sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
        server.on("error", reject).listen(0, "127.0.0.1", resolve);
    });
    const close = () => {
        server.close();
        if (ready !== undefined) end(ready);
        // Who asks through it keeps connections for the next question: nothing would end them for some seconds.
        for (const socket of sockets) socket.destroy();
    };
    return { port: (server.address() as AddressInfo).port, complaint: () => said, close };
}

function connectThrough(socket: Socket, child: ChildProcessWithoutNullStreams): void {
    socket.pipe(child.stdin);
    child.stdout.pipe(socket);
    socket.on("error", () => {}).on("close", () => end(child));
    // Not before what has come is passed on.
    child.on("error", () => socket.destroy()).on("close", () => socket.destroySoon());
}

/** Where it leads through a shared connection, that holds on to the child's streams for longer than the child lives. */
function end(child: ChildProcessWithoutNullStreams): void {
    child.kill();
    for (const stream of child.stdio) stream?.destroy();
}
