import { mask } from "../smoke/mask";

/** How much of a reason is told, in characters. */
const longest = 300;

/**
 * Why an operation failed, in one line: the last one that a script or provider said by itself. Slipway's scripts quote
 * logs and other programs with spaces before them; those may hold anything, and are told on the terminal only.
 *
 * @param error what the engine says of the failure
 * @param secrets values that the line must not show
 */
export function failureReason(error: string, secrets: readonly string[]): string {
    const lines = error.split("\n").filter((line) => line.trim() !== "");
    const own = lines.filter((line) => !/^\s/.test(line));
    const line = mask((own.at(-1) ?? lines.at(-1) ?? "the cause is not known").trim(), secrets);
    return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
