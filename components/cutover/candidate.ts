import { setTimeout as pause } from "node:timers/promises";
import type { Move } from "./moves";
import type { CutOverPlan } from "./plan";
import { runScript } from "./shell";

/** A generation that is to get requests. */
export interface Candidate extends Pick<Move, "service" | "to"> {
    readonly plan: Pick<CutOverPlan, "stack" | "proxies">;
    /** Tells a person. */
    readonly report: (line: string) => void;
    readonly signal: AbortSignal;
}

/** Seconds that the engine may take to answer. */
const patience = 30;

/** How often an application may end: it may need a second try until its database is there. */
const tries = 3;

/**
 * Looks at the candidate's tasks once a second until the signal comes.
 *
 * @throws Error when it does not stay up
 */
export async function untilItEnds(candidate: Candidate): Promise<void> {
    const { service, signal } = candidate;
    // Where the engine does not answer, whoever waits for the candidate says so in time.
    const ask = () =>
        onEngine(candidate, "docker service ps --no-trunc --format '{{.ID}} {{.DesiredState}} {{.Error}}'");
    const first = await ask();
    for (let tasks = first; !signal.aborted; tasks = await ask()) {
        const reason = whyItEnds(tasks, first);
        if (reason !== undefined) throw new Error(`the candidate of ${service} ${reason}`);
        await pause(1000, undefined, { signal }).catch(() => {});
    }
}

/**
 * Why a candidate will not get well by itself; undefined while it may.
 *
 * @param tasks a line for each, the newest first: its id, the state that is wanted of it, and its error
 * @param earlier the same of a time before: what had ended by then tells nothing
 */
export function whyItEnds(tasks: string, earlier: string): string | undefined {
    const lines = tasks.split("\n").filter((line) => line !== "");
    const ended = lines.filter((line) => line.split(" ")[1] === "Shutdown");
    const known = new Set(earlier.split("\n"));
    const isOver = ended.length > 0 && ended.length === lines.length;
    if (!isOver && ended.filter((line) => !known.has(line)).length < tries) return undefined;
    const [, error = ""] = ended[0]?.match(/^\S+ Shutdown "?(.*?)"?$/) ?? [];
    return `does not stay up: ${error === "" ? "it stopped" : error}`;
}

/** Tells what the candidate printed last. */
export async function showLog(candidate: Candidate): Promise<void> {
    const log = (await onEngine(candidate, "docker service logs --raw --tail 20")).trimEnd();
    if (log === "") return;
    candidate.report(`service ${candidate.service}: the last lines of its log:`);
    for (const line of log.split("\n").slice(-20)) candidate.report(`    ${line.slice(0, 400)}`);
}

/** What a command about the candidate's service prints; nothing where it cannot be asked. */
async function onEngine({ plan: { stack, proxies }, to }: Candidate, command: string): Promise<string> {
    const [first] = proxies;
    if (first === undefined) return "";
    return await runScript(first.shell, `${command} ${stack}_${to} 2>&1`, { timeout: patience }).catch(() => "");
}
