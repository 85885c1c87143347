import type { StateResources } from "../components/plan/previous-release";
import type { StackConfig } from "./config";
import { lineOf } from "./config/config-file";
import { dropletType } from "./refuse-lost";

/**
 * What another size costs, with file, line and key; none where no server changes its size.
 *
 * @param state what Pulumi has of the stack
 */
export function resizeNotes(
    { servers, origin }: Pick<StackConfig, "servers" | "origin">,
    state: StateResources,
): readonly string[] {
    const changed = Object.values(state).filter(
        ({ type, outputs }) => type === dropletType && outputs.size !== servers?.size,
    );
    if (servers === undefined || changed.length === 0) return [];
    const line = lineOf(origin.lines, ["servers", "size"]);
    const where = `${origin.file}${line === undefined ? "" : `:${line}`} slipway:servers.size`;
    const off = changed.length === 1 ? "the server is switched off" : "the servers are switched off at the same time";
    return [
        `${where}: ${off} to become ${servers.size}, and the app is away until then: count on a minute for each GB on its disk, beside the volume, and on a restart of everything`,
    ];
}
