import type { ExportedStack, StateResource } from "./deployment";

/**
 * A state whose next update applies some commands again. All else is as it was; pending operations are forgotten, as
 * `pulumi stack import` would do by itself.
 *
 * @param repeat why, by the resource's URN
 */
export function stateToRepeat(exported: ExportedStack, repeat: ReadonlyMap<string, string>): ExportedStack {
    const { resources, pending_operations: _, ...rest } = exported.deployment;
    const marked = (resources ?? []).map((resource) => {
        const reason = repeat.get(resource.urn);
        return reason === undefined || resource.delete === true ? resource : mark(resource, reason);
    });
    return { ...exported, deployment: { ...rest, resources: marked } };
}

/**
 * Puts the reason into the way in which the command is run. The next update finds it missing in the program, also where
 * that keeps all else as the state has it: a version on standby. Run in this way the command does the same, should the
 * resource be removed with the mark.
 */
function mark({ inputs, outputs, ...rest }: StateResource, reason: string): StateResource {
    const interpreter = ["/usr/bin/env", `SLIPWAY_REPEAT=${reason}`, "/bin/sh", "-c"];
    return { ...rest, inputs: { ...inputs, interpreter }, outputs: { ...outputs, interpreter } };
}
