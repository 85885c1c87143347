/**
 * What every name on the engine starts with.
 *
 * @param project name of the Pulumi project
 * @param stack name of the Pulumi stack
 * @param id `slipway:id`, which keeps two clones on one engine apart
 */
export function prefix(project: string, stack: string, id: string | undefined): string {
    return [project, stack, ...(id === undefined ? [] : [id])]
        .join("-")
        .toLowerCase()
        .replaceAll(/[^a-z0-9-]/g, "-");
}
