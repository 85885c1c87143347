import type { Counters } from "./counters";
import { judgeErrorRate } from "./error-rate";
import type { Finding } from "./finding";
import { judgeLatency } from "./latency";
import { quantile } from "./quantile";
import type { StepSample } from "./step-sample";

/** What to do with a candidate, why, and on which figures that rests. */
export interface Judgement {
    /** `hold`: the step is not over yet, or what was seen may be chance. */
    readonly verdict: "promote" | "hold" | "abort";
    /** One line, in lower case, without a full stop. */
    readonly reason: string;
    readonly evidence: { readonly candidate: Figures; readonly baseline: Figures };
}

/** What was seen of one version. */
export interface Figures {
    readonly requests: number;
    readonly errors: number;
    /** Seconds; undefined without requests. */
    readonly p95: number | undefined;
    /** Seconds; undefined without requests. */
    readonly p99: number | undefined;
}

/**
 * Judges a candidate by what the proxies have counted since the step began. It may be asked as often as one likes: before
 * the end it says `abort` or `hold`, and is strict enough that looking often does not make a false abort likely
 * (see `exceeds.ts`). At the end it says `promote` when there were enough requests and every limit was kept, `abort` when
 * one was broken beyond chance, and else `hold`.
 */
export function judge(sample: StepSample): Judgement {
    const { candidate, baseline } = sample;
    return { ...verdictOn(sample), evidence: { candidate: figuresOf(candidate), baseline: figuresOf(baseline) } };
}

function verdictOn(sample: StepSample): Pick<Judgement, "verdict" | "reason"> {
    const { candidate, limits, weight, final } = sample;
    const findings = [judgeErrorRate(sample), ...judgeLatency(sample)];
    const broken = findings.filter(({ kind }) => kind === "broken");
    if (broken.length > 0) return { verdict: "abort", reason: reasons(broken) };
    if (candidate.requests < limits.requests) {
        return {
            verdict: "hold",
            reason: `only ${candidate.requests} of ${limits.requests} requests at weight ${weight}`,
        };
    }
    const unclear = findings.filter(({ kind }) => kind === "unclear");
    if (unclear.length > 0) return { verdict: "hold", reason: `not sure yet: ${reasons(unclear)}` };
    return { verdict: final ? "promote" : "hold", reason: reasons(findings) };
}

function reasons(findings: readonly Finding[]): string {
    return findings.map(({ reason }) => reason).join("; ");
}

function figuresOf({ requests, errors, latency }: Counters): Figures {
    return { requests, errors, p95: quantile(0.95, latency), p99: quantile(0.99, latency) };
}
