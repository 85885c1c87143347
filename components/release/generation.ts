import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

/** Name by which the tasks of a service's generation are found inside the stack's networks, e.g. `api-3fa9c1`. */
export function generationAlias(service: string, suffix: pulumi.Input<string>): pulumi.Output<string> {
    return pulumi.interpolate`${service}-${suffix}`;
}

/**
 * The suffix that tells one generation of a service from the next: six hex digits, random, so that a name never comes
 * back while the engine still removes its last bearer, not even when a service goes back to what it was.
 *
 * @param content what makes a generation what it is: another content gets another suffix; none keeps it for life
 */
export function generation(
    name: string,
    content: readonly pulumi.Input<string>[],
    opts?: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const keeper = new command.local.Command(
        name,
        { create: "od -An -N3 -tx1 /dev/urandom | tr -d ' \\n'", triggers: [...content] },
        pulumi.mergeOptions({ deleteBeforeReplace: false }, opts),
    );
    return keeper.stdout;
}
