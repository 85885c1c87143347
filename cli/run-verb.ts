import type { Report } from "../toolchain/report";
import { type RunPulumiOptions, runPulumi } from "./pulumi";
import { checkFirstServer } from "./recover/check-first-server";
import { forgetLost } from "./recover/forget-lost";
import { recover } from "./recover/recover";
import { sweepLeftOvers } from "./recover/sweep";
import { setupPurpose } from "./setup-purpose";

/** Pulumi's verbs that change a stack. */
export type ChangingVerb = "up" | "refresh" | "destroy";

/**
 * Runs a verb that changes a stack, and puts right first what a deployer that was killed has left.
 *
 * @param words options of Pulumi
 * @param options how Pulumi is run
 * @returns Pulumi's exit code
 * @throws CliError when Pulumi does not let the state be read or mended
 */
export async function runVerb(
    verb: ChangingVerb,
    stack: string,
    words: readonly string[],
    report: Report,
    options: RunPulumiOptions = {},
): Promise<number> {
    await recover(stack, report);
    if (verb !== "up" && setupPurpose(stack) === "servers") {
        await forgetLost(stack, report, options.environment);
        await checkFirstServer(verb, stack, words, report);
    }
    // A service that no state knows would hold on to the networks that are to go.
    if (verb === "destroy") await sweepLeftOvers(stack, report);
    const code = await runPulumi([verb, "--stack", stack, ...words], options);
    // Before its good end, an update may still take over what is there.
    if (verb === "up" && code === 0) await sweepLeftOvers(stack, report);
    return code;
}
