import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, loadavg, totalmem } from "node:os";
import { toolchainEnvironment } from "../../../toolchain/environment";
import { readToolchain } from "../../../toolchain/record";

/** Where the figures were measured. */
export interface Machine {
    readonly date: string;
    readonly cores: number;
    readonly memoryGiB: number;
    /** Mean number of processes that ran or waited in the minute before the first run. */
    readonly load: number;
    readonly system: string;
    readonly kernel: string;
    readonly node: string;
    readonly engine: string;
    /** Versions of the toolchain's tools; those that are stand-ins say so. */
    readonly tools: readonly string[];
}

/** Looks at this machine. */
export function observeMachine(): Machine {
    const env = { ...process.env, ...toolchainEnvironment() };
    const ask = (command: string, ...words: readonly string[]) =>
        execFileSync(command, words, { encoding: "utf8", env }).trim();
    return {
        date: new Date().toISOString().slice(0, 10),
        cores: availableParallelism(),
        memoryGiB: Math.round(totalmem() / 2 ** 30),
        load: loadavg()[0] ?? 0,
        system: systemName(),
        kernel: ask("uname", "-r"),
        node: process.version,
        engine: ask("docker", "version", "--format", "{{.Server.Version}}"),
        tools: (readToolchain()?.tools ?? []).map(
            ({ title, version, standIn }) => `${title} ${version}${standIn ? " (stand-in)" : ""}`,
        ),
    };
}

/** The machine in a sentence. */
export function machineText(machine: Machine, runs: number): string {
    const { date, cores, memoryGiB, load, system, kernel, node, engine, tools } = machine;
    const hardware = `${cores} cores, ${memoryGiB} GiB, load ${load.toFixed(1)} before the first run`;
    const software = [`Docker Engine ${engine}`, ...tools, `Node ${node}`].join(", ");
    return `Medians of ${runs} on ${date}: ${hardware}; ${system}, Linux ${kernel}; ${software}.`;
}

function systemName(): string {
    try {
        return /^PRETTY_NAME="(.*)"$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? process.platform;
    } catch {
        return process.platform;
    }
}
