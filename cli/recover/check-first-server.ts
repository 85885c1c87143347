import type { Report } from "../../toolchain/report";
import { CliError } from "../cli-error";
import { reachServer } from "../reach-engine";
import { stackServers } from "../servers/stack-servers";
import { forgetServers } from "./forget-lost";

/**
 * Sees that the first server of a stack can be reached, as whatever looks at its engine, or removes something there, needs.
 *
 * @param verb `refresh`, which cannot do without; or `destroy`, which then takes the servers as they are, where it does not
 * ask first and is to remove everything: else the state would be left without what runs on them
 * @param words options of Pulumi
 * @throws CliError with what ssh said, and the way on
 */
export async function checkFirstServer(
    verb: "refresh" | "destroy",
    stack: string,
    words: readonly string[],
    report: Report,
): Promise<void> {
    const [first] = await stackServers(stack);
    if (first === undefined) return;
    try {
        await reachServer(first);
    } catch (error) {
        if (!(error instanceof CliError)) throw error;
        if (verb === "refresh") {
            throw new CliError(`${error.message}; without it nobody can tell what runs on it: mend that, and repeat`);
        }
        if (!isWhole(words)) {
            const on = `mend that, and repeat; or destroy the stack without it, as what runs there goes with it: ./slipway destroy ${stack} --yes`;
            throw new CliError(`${error.message}; ${on}`);
        }
        report(`stack ${stack}: ${error.message}; what runs on the servers goes with them`);
        await forgetServers(stack);
    }
}

/** Whether a destroy removes all of the stack, and asks nobody. */
function isWhole(words: readonly string[]): boolean {
    const isPart = words.some((word) => /^(-t|--target|--exclude|--preview-only)/.test(word));
    return !isPart && words.some((word) => word === "--yes" || word === "-y");
}
