import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Cache } from "./cache";
import { decideEngine, type EngineFacts, type EnginePlan, usualEngine } from "./decide-engine";
import { askEngine } from "./engine-answer";
import { execute } from "./execute";
import { findCommand } from "./find-command";
import { type Report, step } from "./report";
import { SetupError } from "./setup-error";

/** How long a started engine may take until it answers, in milliseconds. */
const startLimit = 60_000;

/**
 * Looks at this machine's Docker Engine and decides what makes it answer.
 *
 * @throws SetupError when nothing here can; the message says what the user can do.
 */
export async function planEngine(): Promise<Exclude<EnginePlan, { do: "stop" }>> {
    const plan = decideEngine(await observeEngine());
    if (plan.do === "stop") throw new SetupError(plan.message);
    return plan;
}

/** Makes the Docker Engine answer: installs it from Debian's packages and starts it, as planned. */
export async function setupEngine(
    plan: Exclude<EnginePlan, { do: "stop" }>,
    cache: Cache,
    report: Report,
): Promise<void> {
    if (plan.do === "nothing") return;
    if (plan.do === "install") {
        await step(report, "engine", "installing Docker Engine from Debian's packages (docker.io)", installPackage);
    }
    await step(report, "engine", "starting Docker Engine, which does not run", () => start(plan.by, cache, report));
}

async function observeEngine(): Promise<EngineFacts> {
    const address = process.env.DOCKER_HOST || usualEngine;
    return {
        os: process.platform,
        address,
        answer: await askEngine(address),
        installed: findCommand("dockerd") !== undefined,
        root: process.getuid?.() === 0,
        systemd: existsSync("/run/systemd/system"),
        apt: findCommand("apt-get") !== undefined,
    };
}

async function installPackage(): Promise<void> {
    await aptGet("update");
    await aptGet("install", "-y", "--no-install-recommends", "docker.io", "ca-certificates");
}

async function aptGet(...args: string[]): Promise<void> {
    // Another package manager at work is waited for.
    const { exitCode, stderr, stdout } = await execute("apt-get", ["-q", "-o", "DPkg::Lock::Timeout=300", ...args], {
        nodeOptions: { env: { DEBIAN_FRONTEND: "noninteractive" } },
    });
    if (exitCode === 0) return;
    const lines = `${stdout}\n${stderr}`.trimEnd().split("\n").slice(-8);
    throw new SetupError(
        [`apt-get ${args.join(" ")} exited with ${exitCode}:`, ...lines.map((line) => `    ${line}`)].join("\n"),
    );
}

async function start(by: "systemctl" | "dockerd", cache: Cache, report: Report): Promise<void> {
    // A package starts its service by itself where it can.
    if ((await askEngine(usualEngine)) === "ok") return;
    if (by === "systemctl") {
        const { exitCode, stderr } = await execute("systemctl", ["start", "docker"]);
        const shown = "journalctl -u docker";
        if (exitCode !== 0) throw new SetupError(`systemctl start docker failed: ${stderr.trim()}; see ${shown}`);
        if (await answersInTime(() => false)) return;
        throw new SetupError(`Docker Engine was started and does not answer: see ${shown}`);
    }
    await mkdir(cache.root, { recursive: true });
    const log = join(cache.root, "dockerd.log");
    report(`engine: dockerd runs on after this command; log ${log}, process id in /var/run/docker.pid`);
    const daemon = await spawnDaemon(log);
    if (!(await answersInTime(() => daemon.exitCode !== null))) throw new SetupError(await whyNotStarted(log));
}

/** Waits until the engine answers; false when that takes too long, or cannot come about any more. */
async function answersInTime(hopeless: () => boolean): Promise<boolean> {
    for (const end = Date.now() + startLimit; Date.now() < end && !hopeless(); await pause(200)) {
        if ((await askEngine(usualEngine)) === "ok") return true;
    }
    return false;
}

/** Starts dockerd in a session of its own, so that neither Ctrl-C nor the end of this command reaches it. */
async function spawnDaemon(log: string): Promise<ChildProcess> {
    const output = await open(log, "a");
    try {
        const daemon = spawn("dockerd", [], { detached: true, stdio: ["ignore", output.fd, output.fd] });
        daemon.unref();
        return daemon;
    } finally {
        await output.close();
    }
}

async function whyNotStarted(log: string): Promise<string> {
    const lines = (await readFile(log, "utf8")).trimEnd().split("\n").slice(-8);
    return [`dockerd was started and does not answer; the end of ${log}:`, ...lines.map((line) => `    ${line}`)].join(
        "\n",
    );
}
