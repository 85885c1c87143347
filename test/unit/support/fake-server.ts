import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Ended, runScript } from "./run-script";
import { TemporaryFolder } from "./temporary-folder";

const commands = [
    ...["apt-get", "blkid", "blockdev", "chown", "dpkg", "dpkg-query", "fallocate", "findmnt", "journalctl"],
    ...["mkfs.ext4", "mkswap", "mount", "resize2fs", "sleep", "sshd", "sudo", "swapoff", "swapon"],
    ...["systemctl", "systemd-detect-virt", "wipefs"],
];

/** A server in a folder: its files below `root`, and commands that change nothing but the folder `state`. */
export class FakeServer {
    readonly #folder = new TemporaryFolder();

    constructor() {
        const script = readFileSync(join(__dirname, "fake-server.sh"), "utf8");
        for (const command of commands) this.#folder.write(`bin/${command}`, script, 0o755);
        for (const folder of ["running", "broken", "packages"]) this.#folder.write(`state/${folder}/.there`, "");
    }

    /** Runs a script in it. */
    public async run(script: string, input?: string): Promise<Ended> {
        const path = this.#folder.write("script.sh", script);
        const { path: folder } = this.#folder;
        return await runScript(
            path,
            { PATH: `${folder}/bin:${process.env.PATH}`, SLIPWAY_ROOT: `${folder}/root`, SLIPWAY_ATTACHED: "0" },
            input,
        );
    }

    /** Writes a file of the server. */
    public write(path: string, content: string): void {
        this.#folder.write(`root${path}`, content);
    }

    public read(path: string): string {
        return this.#folder.read(`root${path}`);
    }

    public has(path: string): boolean {
        return existsSync(join(this.#folder.path, "root", path));
    }

    /** Has the commands answer so from now on: see fake-server.sh. */
    public remember(fact: string, text = ""): void {
        this.#folder.write(`state/${fact}`, text);
    }

    public forget(fact: string): void {
        rmSync(join(this.#folder.path, "state", fact));
    }

    /** What the commands were told to change since the last time that this was asked; the server's folder is left out. */
    public changes(): readonly string[] {
        const path = join(this.#folder.path, "state", "calls");
        if (!existsSync(path)) return [];
        const lines = readFileSync(path, "utf8").replaceAll(`${this.#folder.path}/root`, "").split("\n");
        rmSync(path);
        return lines.slice(0, -1).filter((line) => !line.startsWith("chown "));
    }

    /** Each file of the server with its permission bits, its size and the file that it is. */
    public files(): Readonly<Record<string, string>> {
        const root = join(this.#folder.path, "root");
        const paths = readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted();
        const entries = paths.flatMap((path) => {
            const { mode, size, ino } = statSync(join(root, path));
            return statSync(join(root, path)).isFile()
                ? [[`/${path}`, `${(mode & 0o777).toString(8)} ${size} ${ino}`] as const]
                : [];
        });
        return Object.fromEntries(entries);
    }

    public remove(): void {
        this.#folder.remove();
    }
}
