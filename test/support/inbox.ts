import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** How an {@link Inbox} answers: with a status, or not at all. */
export type Answer = number | "never";

/** A server that keeps what is posted to it. */
export class Inbox {
    /** Bodies in the order in which they came. */
    public readonly bodies: string[] = [];
    public answer: Answer = 200;
    readonly #server = createServer((request, response) => void this.#receive(request, response));

    /** @returns the port that it listens on, of this machine alone */
    public async open(): Promise<number> {
        await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
        const address = this.#server.address();
        return typeof address === "object" && address !== null ? address.port : 0;
    }

    /** Gives the bodies that came since the last time. */
    public take(): readonly string[] {
        return this.bodies.splice(0);
    }

    public async close(): Promise<void> {
        this.#server.closeAllConnections();
        await new Promise((resolve) => this.#server.close(resolve));
    }

    async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
        this.bodies.push(await text(request));
        // Who follows a redirection comes here again, as if it were elsewhere.
        if (this.answer !== "never") response.writeHead(this.answer, { location: "/elsewhere" }).end();
    }
}
