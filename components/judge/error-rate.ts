import { exceeds } from "./exceeds";
import type { Finding } from "./finding";
import { percent } from "./in-words";
import type { StepSample } from "./step-sample";

/** A candidate that fails up to so many times as often as the version before counts as no worse. */
const factor = 2;

/** Nor does one whose error rate is less than so much higher: half a percentage point. */
const leastDifference = 0.005;

/**
 * Holds the candidate's error rate against its limit and against the version before.
 *
 * Two rates are compared by the conditional test for two rare counts (Przyborowski and Wilenski 1940): if both versions
 * fail alike, each error is the candidate's with a probability that only their shares of the requests decide. Unlike a
 * comparison of the rates themselves it is exact with few errors, and it may be looked at again and again just as the
 * limit's test. It is a little stricter about aborting than Fisher's exact test, of which it is the limit for rare errors.
 */
export function judgeErrorRate(sample: StepSample): Finding {
    const { candidate, baseline, weight, final } = sample;
    const rate = rateOf(candidate);
    const rateBefore = rateOf(baseline);
    const counts = `${candidate.errors} of ${candidate.requests} requests`;
    const before = baseline.requests > 0 ? `; the version before ${percent(rateBefore)}` : "";
    const at = `at weight ${weight} (${counts}${before})`;
    const allowed = allowedRate(sample);
    const over = `error rate ${percent(rate, allowed)} > ${percent(allowed)} ${at}`;
    if (exceeds({ bad: candidate.errors, all: candidate.requests, allowed }, final)) {
        return { kind: "broken", reason: over };
    }
    if (isWorse(sample)) {
        const reason = `error rate ${percent(rate)} well above the ${percent(rateBefore)} of the version before`;
        return { kind: "broken", reason: `${reason} at weight ${weight} (${counts})` };
    }
    return rate > allowed
        ? { kind: "unclear", reason: over }
        : { kind: "kept", reason: `error rate ${percent(rate)} ${at}` };
}

/**
 * A limit that nobody wrote says what an app of no special needs is held to, so it is not to refuse the mend of one that
 * fails more than that: then the comparison alone counts. Without requests the version before excuses nothing.
 */
function allowedRate({ baseline, limits: { errorRate = 1, errorRateIsDefault = false } }: StepSample): number {
    return errorRateIsDefault && rateOf(baseline) > errorRate ? 1 : errorRate;
}

function isWorse({ candidate, baseline, final }: StepSample): boolean {
    if (baseline.requests === 0 || rateOf(candidate) - rateOf(baseline) < leastDifference) return false;
    const worstAllowed = factor * candidate.requests;
    return exceeds(
        {
            bad: candidate.errors,
            all: candidate.errors + baseline.errors,
            allowed: worstAllowed / (worstAllowed + baseline.requests),
        },
        final,
    );
}

function rateOf({ errors, requests }: { readonly errors: number; readonly requests: number }): number {
    return requests === 0 ? 0 : errors / requests;
}
