import type { Session } from "./session";

/** One of those that are measured against each other. */
export interface Contestant<T> {
    readonly name: string;
    /** One run. */
    readonly run: () => Promise<T>;
    /** The figure that a progress line tells of a run. */
    readonly tell: (outcome: T) => string;
}

/**
 * Runs them in turn, A B C A B C …, so that a machine whose speed changes changes it for all alike.
 *
 * @param warmUp whether a first round does not count
 * @returns what came of the counted runs, in the order of the contestants
 */
export async function interleave<T>(
    session: Session,
    contestants: readonly Contestant<T>[],
    warmUp: boolean,
): Promise<readonly (readonly T[])[]> {
    const outcomes = contestants.map((): T[] => []);
    for (let round = warmUp ? 0 : 1; round <= session.runs; round += 1) {
        for (const [index, { name, run, tell }] of contestants.entries()) {
            const outcome = await run();
            if (round > 0) outcomes[index]?.push(outcome);
            session.say(`  ${round === 0 ? "warm-up" : `run ${round} of ${session.runs}`}: ${name} ${tell(outcome)}`);
        }
    }
    return outcomes;
}

/** A figure in seconds, for a progress line. */
export function inSeconds(seconds: number): string {
    return `${seconds.toFixed(2)} s`;
}
