import type { StackConfig } from "../../../stacks/config";

/** `slipway:release` with its defaults, and what a test says otherwise. */
export function releaseConfig(changes: Partial<StackConfig["release"]> = {}): StackConfig["release"] {
    return { version: "1.0.0", services: {}, drain: 30, standby: false, timeout: 300, quiesce: [], ...changes };
}
