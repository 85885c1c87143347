import { CliError } from "../cli-error";
import { askPulumi } from "../pulumi";
import { mendStateFolder } from "./mend-state-folder";
import { stateFolder } from "./state-folder";

/** The folder of the backend in use; undefined when it is none of this machine. */
export async function usedStateFolder(): Promise<string | undefined> {
    const { url = "" } = JSON.parse(await askPulumi(["whoami", "--json"])) as { readonly url?: string };
    return stateFolder(url);
}

/**
 * Asks Pulumi something about its stacks, once more when a deployer that was killed has left what Pulumi cannot read.
 *
 * @throws CliError with what it said when it failed
 */
export async function askBackend(words: readonly string[]): Promise<string> {
    try {
        return await askPulumi(words);
    } catch (error) {
        if (!(error instanceof CliError) || !/\bEOF\b/.test(error.message)) throw error;
        const folder = await usedStateFolder();
        if (folder === undefined || !mendStateFolder(folder)) throw error;
        return await askPulumi(words);
    }
}
