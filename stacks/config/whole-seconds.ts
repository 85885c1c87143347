import { parseDuration } from "./duration";

/**
 * Reads a length of time for a script, which counts in whole seconds; the next one up, so that there is no less time than
 * was written.
 *
 * @returns seconds, 1 or more; `undefined` when the text is not a duration
 */
export function wholeSeconds(text: string): number | undefined {
    const seconds = parseDuration(text);
    return seconds === undefined ? undefined : Math.ceil(seconds);
}
