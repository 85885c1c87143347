import { askPulumi } from "../pulumi";

/**
 * Pulumi's own way to take what is gone out of a state.
 *
 * @throws CliError when Pulumi, or what it asks, fails
 */
export async function readAgain(stack: string, urns: readonly string[]): Promise<void> {
    await askPulumi([...refresh(stack, urns), "--yes", "--skip-preview", "--suppress-outputs"]);
}

/**
 * Asks for what a state has where it was made, and leaves the state as it is.
 *
 * @param environment variables that Pulumi's providers are told by, beside those of this process
 * @returns URNs of what is gone
 * @throws CliError when Pulumi, or what it asks, fails
 */
export async function askWhatIsGone(
    stack: string,
    urns: readonly string[],
    environment: Readonly<Record<string, string>> = {},
): Promise<ReadonlySet<string>> {
    const printed = await askPulumi([...refresh(stack, urns), "--preview-only", "--json"], undefined, environment);
    const { steps = [] } = JSON.parse(printed) as { readonly steps?: readonly { op: string; urn: string }[] };
    return new Set(steps.flatMap(({ op, urn }) => (op === "delete" ? [urn] : [])));
}

function refresh(stack: string, urns: readonly string[]): readonly string[] {
    return ["refresh", "--stack", stack, ...urns.map((urn) => `--target=${urn}`)];
}
