import { evidence, upperTail } from "./binomial";

/** Requests of which some are bad, and the share of bad ones that is allowed. */
export interface Trial {
    readonly bad: number;
    readonly all: number;
    readonly allowed: number;
}

/** How probable it may be, in one step, that any of the looks before its end aborts a version that is just good enough. */
export const interimLevel = 0.01;

/**
 * The same for one look at the end of a step. There are two at most: a step that was inconclusive is judged again after
 * as long again. So all looks together stay below 5 % for each limit of a step.
 */
export const finalLevel = 0.02;

/**
 * Fewer bad ones than these abort no step before its end: one request of one user counts as four when the proxy tries it
 * four times, and one lost connection of a database can fail a few at once.
 */
const leastBad = 5;

/**
 * Whether there are more bad ones than are allowed and chance can't explain them. At the end of a step, by the exact
 * binomial test; at any look, by evidence that may be looked at as often as one likes.
 */
export function exceeds({ bad, all, allowed }: Trial, final: boolean): boolean {
    if (bad >= leastBad && evidence(bad, all, allowed) >= 1 / interimLevel) return true;
    return final && upperTail(bad, all, allowed) <= finalLevel;
}
