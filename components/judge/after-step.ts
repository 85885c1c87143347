import type { Judgement } from "./judge";

/** What comes after a step whose time is over. */
export interface AfterStep {
    /** `wait`: give it the same time once more, and judge the whole of it then. */
    readonly next: "promote" | "wait" | "abort";
    /** One line, in lower case, without a full stop. */
    readonly reason: string;
}

/**
 * Decides by the verdict at the end of a step's time. An inconclusive step waits once; then the configuration says.
 *
 * @param waited the step has had its time twice already
 */
export function afterStep(
    { verdict, reason }: Pick<Judgement, "verdict" | "reason">,
    waited: boolean,
    inconclusive: "abort" | "promote",
): AfterStep {
    if (verdict !== "hold") return { next: verdict, reason };
    return waited
        ? { next: inconclusive, reason: `inconclusive after twice the step's time: ${reason}` }
        : { next: "wait", reason };
}
