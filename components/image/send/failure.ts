/** Why an engine did not take an image, as far as it matters for what comes next. */
export type LoadFailure = "disk full" | "connection lost" | "refused";

/** Tells what a failed `docker image load` was about by what it said. */
export function loadFailure(said: string): LoadFailure {
    if (/no space left on device|disk quota exceeded/i.test(said)) return "disk full";
    const lost =
        /cannot connect to the docker daemon|error during connect|\bEOF\b|broken pipe|connection (?:reset|refused)/i;
    return lost.test(said) ? "connection lost" : "refused";
}

/**
 * What a person is told whose server's disk is full.
 *
 * @param address of the server; undefined for the engine of this machine
 */
export function diskFull(address: string | undefined): string {
    const prune = "docker image prune --all";
    return address === undefined
        ? `the engine's disk is full: remove the images that nothing runs (${prune}), and run it again`
        : `the disk of server ${address} is full: remove the images that nothing there runs (ssh slipway@${address} ${prune}), and run it again`;
}
