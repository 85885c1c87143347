import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { TemporaryFolder } from "./temporary-folder";

/** As much of a Docker Engine as answers to a ping, on a socket of its own. */
export class FakeEngine {
    readonly #folder = new TemporaryFolder();
    #server: Server | undefined;

    /** What `slipway:engine` says. */
    public get address(): string {
        return `unix://${join(this.#folder.path, "docker.sock")}`;
    }

    /** @param status of the answer */
    public async start(status = 200): Promise<void> {
        const server = createServer((_, response) => response.writeHead(status).end("OK"));
        this.#server = server;
        await new Promise<void>((resolve) => server.listen(join(this.#folder.path, "docker.sock"), resolve));
    }

    public async stop(): Promise<void> {
        await new Promise((resolve) => (this.#server === undefined ? resolve(undefined) : this.#server.close(resolve)));
        this.#folder.remove();
    }
}
