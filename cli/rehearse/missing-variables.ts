import { unsetVariable } from "../../components/compose/interpolate";
import { ComposeError } from "../../components/compose/problem";
import { project, readStackFiles } from "../stack-file";

/**
 * Names of the variables that a stack's compose file needs and the configuration does not set.
 *
 * @throws ConfigError, ComposeError when anything else is wrong, CliError when there is no such stack
 */
export function missingVariables(stack: string, directory = project): readonly string[] {
    try {
        readStackFiles(stack, directory);
        return [];
    } catch (error) {
        if (!(error instanceof ComposeError)) throw error;
        const names = error.problems.map(({ found }) => unsetVariable(found));
        // Anything else has to be mended first.
        if (names.includes(undefined)) throw error;
        return [...new Set(names.flatMap((name) => name ?? []))];
    }
}
