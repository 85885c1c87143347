import { askPulumi } from "../pulumi";

/**
 * Pulumi's own way to take what is gone out of a state.
 *
 * @param environment variables that its providers are told by, beside those of this process
 * @throws CliError when Pulumi, or what it asks, fails
 */
export async function readAgain(
    stack: string,
    urns: readonly string[],
    environment: Readonly<Record<string, string>> = {},
): Promise<void> {
    const targets = urns.map((urn) => `--target=${urn}`);
    const words = ["refresh", "--stack", stack, "--yes", "--skip-preview", "--suppress-outputs", ...targets];
    await askPulumi(words, undefined, environment);
}
