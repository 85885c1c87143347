import { nameOf } from "./deployment";
import type { StackLock } from "./lock.plan";
import type { RecoveryPlan } from "./recovery.plan";

/** Whether it is done now, or would be done by the next update. */
type When = "now" | "next";

const next = "the next `./slipway up` will";

/** Tells of a deployer that was killed, and of its lock. */
export function lockLine(stack: string, { username, hostname, pid, since }: StackLock, when: When = "now"): string {
    const who = `${username}@${hostname} (process ${pid}), at work since ${since.toISOString()}`;
    const fate = when === "now" ? "its lock is cleared" : `${next} clear its lock`;
    return `stack ${stack}: ${who}, was killed: ${fate}`;
}

/** What a recovery tells the person who waits, a line for each finding. */
export function recoveryLines(stack: string, plan: RecoveryPlan, when: When = "now"): readonly string[] {
    const todo = (name: string, done: string, verb: string, reason: string) =>
        `${when === "now" ? `${name} is ${done} again` : `${next} ${verb} ${name} again`}: ${reason}`;
    const again = [...plan.repeat].map(([urn, reason]) => todo(nameOf({ urn }), "applied", "apply", reason));
    const missing = plan.missing.map((urn) => todo(nameOf({ urn }), "made", "make", "it is gone from the engine"));
    const rest = when === "now" ? "" : `: ${next} put right what it left`;
    const cut = plan.interrupted ? [`the update before was cut off${rest}`] : [];
    return [...cut, ...again, ...missing].map((line) => `stack ${stack}: ${line}`);
}
