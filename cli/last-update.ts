import { askPulumi } from "./pulumi";

/** What Pulumi's history says of a stack's newest update. */
export interface LastUpdate {
    /** Whether it changed any resource. */
    readonly changed: boolean;
}

/** @throws CliError when the stack has no history */
export async function lastUpdate(stack: string): Promise<LastUpdate> {
    const history = await askPulumi(["stack", "history", "--json", "--page-size", "1", "--stack", stack]);
    const [newest] = JSON.parse(history) as readonly { readonly resourceChanges?: Readonly<Record<string, number>> }[];
    const changes = Object.entries(newest?.resourceChanges ?? {});
    return { changed: changes.some(([kind, count]) => kind !== "same" && count > 0) };
}
