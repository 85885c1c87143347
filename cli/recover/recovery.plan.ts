import { currentResources, type Deployment, type PendingOperation, type StateResource, stackOf } from "./deployment";
import { imageOf } from "./image-commands";
import { type EngineKind, type LeftOver, leftOverOf, onEngine, orphansOf } from "./left-overs.plan";
import { serviceEnvironment } from "./service-names";

/** What makes a stack whole again after its deployer was killed, or somebody removed something by hand. */
export interface RecoveryPlan {
    /** Why the next update has to apply a command again although nothing about it has changed, by its URN. */
    readonly repeat: ReadonlyMap<string, string>;
    /** URNs of secrets, configs and networks that the state has and the engine has not. */
    readonly missing: readonly string[];
    /** What may be on the engine, and no state knows it: it was being created, or its creation had no end. */
    readonly leftOvers: readonly LeftOver[];
    /** Whether an update was cut off. */
    readonly interrupted: boolean;
}

/** Names of what an engine has, whosever it is. */
export interface EngineNames extends Readonly<Record<EngineKind, ReadonlySet<string>>> {
    /** Networks with the stack's label. */
    readonly ownNetworks: readonly string[];
    /** Images by name and tag. */
    readonly images: ReadonlySet<string>;
}

/**
 * Decides what has to be done about a state before the next update.
 *
 * @param names what the engine has; undefined when it cannot be asked
 */
export function planRecovery(deployment: Deployment, names: EngineNames | undefined): RecoveryPlan {
    const pending = deployment.pending_operations ?? [];
    const current = currentResources(deployment);
    const repeat = new Map<string, string>();
    const missing: string[] = [];
    for (const resource of current.filter((one) => names !== undefined && isGone(one, names))) {
        if (isCommand(resource)) repeat.set(resource.urn, "its service is gone from the engine");
        else missing.push(resource.urn);
    }
    for (const urn of names === undefined ? [] : withoutImage(current, names.images)) {
        repeat.set(urn, "its image is not on the engine");
    }
    // One that has a successor of its name is removed for good.
    for (const { resource, type } of pending.filter((one) => one.resource.delete !== true)) {
        const known = current.find(({ urn }) => urn === resource.urn);
        if (known !== undefined && isHalfDone(known, type)) repeat.set(resource.urn, `interrupted while ${type}`);
    }
    const unknown = names === undefined ? [] : ownObjects(names, stackOf(deployment));
    const leftOvers = orphansOf([...pending.flatMap(leftOverOf), ...unknown], deployment);
    return { repeat, missing, leftOvers, interrupted: pending.length > 0 };
}

/** Secrets, configs and networks of a stack. Its prefix has no dot in it: what follows one is nobody else's. */
function ownObjects(names: EngineNames, stack: string | undefined): readonly LeftOver[] {
    if (stack === undefined) return [];
    const named = (["secret", "config"] as const).flatMap((kind) =>
        [...names[kind]].filter((name) => name.startsWith(`${stack}.`)).map((name) => ({ kind, name })),
    );
    return [...named, ...names.ownNetworks.map((name) => ({ kind: "network" as const, name }))];
}

/**
 * What builds, sends and pushes an image that the engine has not. One that was built is not sent yet where that failed:
 * another machine may go on with it, which has not built it.
 */
function withoutImage(current: readonly StateResource[], images: ReadonlySet<string>): readonly string[] {
    return current.flatMap((resource) => {
        const image = imageOf(resource);
        return image === undefined || images.has(image) ? [] : [resource.urn];
    });
}

/** A job that has run may be cleared away: what it did stays done. */
function isGone(resource: StateResource, names: EngineNames): boolean {
    const replication = serviceEnvironment(resource)?.SLIPWAY_REPLICATION;
    if (isCommand(resource) && replication !== "replicated" && replication !== "global") return false;
    return onEngine(resource).some(({ kind, name }) => !names[kind].has(name));
}

/**
 * Whether a command that was cut off may have changed something that the state has differently. One without a script of
 * its own for updates and removals only printed what the state then did not take: a password, a name's end.
 */
function isHalfDone(resource: StateResource, operation: PendingOperation["type"]): boolean {
    if (!isCommand(resource)) return false;
    if (operation === "deleting") return resource.inputs?.delete !== undefined;
    // What is created while the state has it takes the place of what the state has.
    return (operation === "updating" || operation === "creating") && resource.inputs?.update !== undefined;
}

function isCommand({ type }: StateResource): boolean {
    return type === "command:local:Command";
}
