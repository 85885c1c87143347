import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { askEngine } from "../../../toolchain/engine-answer";
import { toolchainEnvironment } from "../../../toolchain/environment";
import { execute } from "../../../toolchain/execute";
import { findCommand } from "../../../toolchain/find-command";
import { killTree } from "./kill-tree";

/**
 * A Docker Engine of the test's own beside the machine's: own socket, data, containerd, and a network namespace, so that
 * bridges, firewall rules and ports of the two never meet. It needs root.
 */
export class SecondEngine {
    private readonly folder = mkdtempSync(join(tmpdir(), "slipway-engine-"));
    private readonly id = `slip${randomBytes(3).toString("hex")}`;
    /** One of 16,384 networks of two addresses. */
    private readonly network = `10.213.${randomBytes(1)[0]}.${(randomBytes(1)[0] ?? 0) & ~3}`;
    private daemon: ChildProcess | undefined;

    private constructor() {}

    /** Whether this machine can have one: Linux, root, and the engine's own program. */
    static isPossible(): boolean {
        const commands = ["ip", "nsenter", "dockerd"].every((command) => findCommand(command) !== undefined);
        return process.platform === "linux" && process.getuid?.() === 0 && commands;
    }

    /** @param images that it shall have, from the machine's own engine */
    static async start(images: readonly string[]): Promise<SecondEngine> {
        const engine = new SecondEngine();
        try {
            await engine.connect();
            await engine.run();
            await must("sh", "-c", `docker save ${images.join(" ")} | docker --host ${engine.address} load --quiet`);
        } catch (error) {
            await engine.remove();
            throw error;
        }
        return engine;
    }

    /** Path of its socket. */
    get socket(): string {
        return join(this.folder, "docker.sock");
    }

    /** Address at which the ports of its containers are reached. */
    get host(): string {
        return this.network.replace(/\d+$/, (last) => String(Number(last) + 2));
    }

    /** Ends the daemon and starts it again. SIGKILL leaves its containers running for it to find. */
    async restart(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
        await this.end(signal);
        await this.run();
    }

    /** Takes it away with all that it has. */
    async remove(): Promise<void> {
        await this.end("SIGTERM");
        // A daemon that did not come up again has left its containers.
        for (const pid of processesThatName(this.folder)) killTree(pid);
        const mounts = readFileSync("/proc/self/mounts", "utf8")
            .split("\n")
            .map((line) => line.split(" ")[1] ?? "");
        for (const mount of mounts.filter((path) => path.startsWith(`${this.folder}/`)).reverse()) {
            await must("umount", "--lazy", mount).catch(() => {});
        }
        await must("ip", "netns", "delete", this.id).catch(() => {});
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
    }

    private get address(): string {
        return `unix://${this.socket}`;
    }

    private get log(): string {
        return join(this.folder, "log");
    }

    private async connect(): Promise<void> {
        const outside = this.network.replace(/\d+$/, (last) => String(Number(last) + 1));
        await must("ip", "netns", "add", this.id);
        await must("ip", "link", "add", this.id, "type", "veth", "peer", "name", "eth0", "netns", this.id);
        await must("ip", "address", "add", `${outside}/30`, "dev", this.id);
        await must("ip", "link", "set", this.id, "up");
        await must("ip", "-n", this.id, "address", "add", `${this.host}/30`, "dev", "eth0");
        for (const device of ["eth0", "lo"]) await must("ip", "-n", this.id, "link", "set", device, "up");
        await must("ip", "-n", this.id, "route", "add", "default", "via", outside);
    }

    private async run(): Promise<void> {
        const output = openSync(this.log, "a");
        const words = [
            ...[`--host=${this.address}`, `--pidfile=${join(this.folder, "pid")}`],
            ...[`--data-root=${join(this.folder, "data")}`, `--exec-root=${join(this.folder, "exec")}`],
        ];
        // `ip netns exec` would hide the control groups.
        const daemon = spawn("nsenter", [`--net=/var/run/netns/${this.id}`, "dockerd", ...words], {
            detached: true,
            stdio: ["ignore", output, output],
        });
        this.daemon = daemon;
        for (const until = Date.now() + 60_000; (await askEngine(this.address)) !== "ok"; await pause(200)) {
            if (daemon.exitCode !== null || Date.now() > until) {
                const end = readFileSync(this.log, "utf8").split("\n").slice(-10).join("\n");
                throw new Error(`the second engine does not start:\n${end}`);
            }
        }
    }

    private async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
        const { daemon } = this;
        if (daemon === undefined || daemon.exitCode !== null || daemon.signalCode !== null) return;
        const ended = once(daemon, "exit");
        daemon.kill(signal);
        await ended;
        // A new daemon would try to talk to a containerd that is about to end with its own.
        const containerd = () => processesThatName(join(this.folder, "exec", "containerd", "containerd.toml"));
        for (const until = Date.now() + 30_000; containerd().length > 0 && Date.now() < until; ) await pause(100);
        // As after a restart of the machine: it counts for alive until somebody has taken note of its end.
        rmSync(join(this.folder, "exec", "containerd", "containerd.pid"), { force: true });
    }
}

/** Ids of the processes with such a word in their command line. */
function processesThatName(text: string): readonly number[] {
    return readdirSync("/proc").flatMap((name) => {
        try {
            const words = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/cmdline`, "utf8") : "";
            return words.includes(text) ? [Number(name)] : [];
        } catch {
            // It ended meanwhile.
            return [];
        }
    });
}

async function must(command: string, ...words: readonly string[]): Promise<void> {
    const env = { ...process.env, ...toolchainEnvironment() } as Record<string, string>;
    const { exitCode, stderr } = await execute(command, words, { nodeOptions: { env } });
    if (exitCode !== 0) throw new Error(`${command} ${words.join(" ")} failed: ${stderr}`);
}
