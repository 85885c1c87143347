import { setTimeout as pause } from "node:timers/promises";
import { underLoad } from "../../e2e/support/load";
import { peakOf } from "../support/process-tree";
import type { Session } from "../support/session";
import { AnswerLog } from "./answer-log";
import type { Deployer } from "./deployer";
import type { Version } from "./images";

/** What came of one release under load. */
export interface ReleaseOutcome {
    /** Seconds from the start of the command to the new version's first answer. */
    readonly serving: number;
    /** Seconds from the start of the command to the old version's last answer, or to the new one's first if that is later. */
    readonly alone: number;
    /** Seconds that the command took. */
    readonly command: number;
    /** The most that the processes which deploy held at one moment, in MiB; those of the engine are not among them. */
    readonly memory: number;
    readonly requests: number;
    /** One text for each request without a 2xx answer. */
    readonly failures: readonly string[];
}

/** Requests a second while something is measured; every second one is a POST. */
export const rate = 200;

/**
 * Releases a version while requests come in, for a second before and two after, until there were enough of them.
 *
 * @param versions the old version and the new one, in any order
 */
export async function measureRelease(
    session: Session,
    deployer: Deployer,
    { image, answer }: Version,
    versions: readonly Version[],
    requests: number,
): Promise<ReleaseOutcome> {
    const log = new AnswerLog(versions.map((version) => version.answer));
    const onAnswer = (one: Parameters<AnswerLog["take"]>[0]) => log.take(one, performance.now());
    let began = Number.NaN;
    let command = Number.NaN;
    let memory = Number.NaN;
    const load = await underLoad({ url: deployer.url, rate, post: true, onAnswer }, requests, async () => {
        await pause(1_000);
        began = performance.now();
        memory = (await peakOf(async (started) => await deployer.release(image, started))).mebibytes;
        command = seconds(began, performance.now());
        await session.until(`${deployer.name}: version ${answer} answers`, async () => log.of(answer) !== undefined);
        await pause(2_000);
        session.goOn();
    });
    const first = log.of(answer)?.firstAt ?? Number.NaN;
    const serving = seconds(began, first);
    const alone = seconds(began, Math.max(first, log.lastOfOthers(answer) ?? first));
    return { serving, alone, command, memory, requests: load.sent, failures: load.failures };
}

/** Seconds that the very program takes with nothing to change, under the same load: as slow as the machine then is. */
export async function measureProgramStart(url: string, changeNothing: () => Promise<void>): Promise<number> {
    let took = Number.NaN;
    await underLoad({ url, rate, post: true }, 0, async () => {
        const began = performance.now();
        await changeNothing();
        took = seconds(began, performance.now());
    });
    return took;
}

function seconds(from: number, to: number): number {
    return (to - from) / 1000;
}
