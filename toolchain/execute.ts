import { type Options, type Result, x } from "tinyexec";

/**
 * Runs a command as PATH has it. The library by itself would look first among the project's packages and beside `node`,
 * where on Debian an older `docker` lies than the pinned one.
 */
export function execute(command: string, words: readonly string[], options: Partial<Options> = {}): Result {
    return x(command, [...words], { ...options, nodePath: false });
}
