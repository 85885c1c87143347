import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { TemporaryFolder } from "./temporary-folder";

/** A connection as ssh was told to open it. */
export interface OpenedConnection {
    /** What the files held at that time. */
    readonly key: string;
    readonly knownHosts: string;
    /** Permission bits of the key's folder and of the key. */
    readonly modes: string;
    /** Where they were. */
    readonly files: readonly string[];
    readonly words: readonly string[];
}

/** A home folder, and the ssh that is first on the PATH. */
export class FakeSsh {
    public readonly folder = new TemporaryFolder();
    readonly #socket = createServer().unref();

    constructor() {
        for (const name of ["known", "refused", "dead"]) {
            mkdirSync(join(this.folder.path, "ssh", name), { recursive: true });
        }
        this.#socket.listen(join(this.folder.path, "ssh", "socket"));
        this.folder.write("bin/ssh", readFileSync(join(__dirname, "fake-ssh.sh"), "utf8"), 0o755);
    }

    /** Where programs find it, and its home. */
    public get environment(): Readonly<Record<string, string>> {
        const { path } = this.folder;
        return { HOME: path, PATH: `${path}/bin:${process.env.PATH}`, SLIPWAY_CACHE: path };
    }

    /** Path of a server's connection, below which its other files lie. */
    public connection(address: string, hostKey: string): string {
        const name = createHash("sha256").update(`${address} ${hostKey}`).digest("hex").slice(0, 16);
        return join(this.folder.path, ".cache", "slipway", "ssh", name);
    }

    /** A server takes no connections from now on, and lets go of those that it has. */
    public refuse(address: string, message: string): void {
        this.folder.write(`ssh/refused/${address}`, message);
    }

    /** Who listened at a connection's socket is gone; the socket is still there. */
    public kill(connection: string): void {
        this.folder.write(`ssh/dead/${connection.split("/").at(-1)}`, "");
    }

    /** Connections take until {@link hurry}. */
    public dawdle(): void {
        writeFileSync(join(this.folder.path, "ssh", "slow"), "");
    }

    public hurry(): void {
        rmSync(join(this.folder.path, "ssh", "slow"), { force: true });
    }

    /** All that were tried. */
    public get connections(): readonly OpenedConnection[] {
        return this.#noted("connections").map(
            ([key = "", knownHosts = "", modes = "", one = "", two = "", ...words]) => {
                return { key, knownHosts, modes, files: [one, two], words };
            },
        );
    }

    /** What ran on servers: address and words. */
    public get commands(): readonly (readonly string[])[] {
        return this.#noted("commands");
    }

    public remove(): void {
        this.hurry();
        this.#socket.close();
        this.folder.remove();
    }

    #noted(file: string): readonly (readonly string[])[] {
        const path = join(this.folder.path, "ssh", file);
        if (!existsSync(path)) return [];
        return readFileSync(path, "utf8")
            .split("\x1e")
            .slice(0, -1)
            .map((call) => call.split("\x1f").slice(0, -1));
    }
}
