import { isMap, type StateValue } from "./state-value";

/** A resource as a state has it. */
export interface StateResource {
    readonly urn: string;
    readonly type: string;
    /** Whether a provider made it; components are none's. */
    readonly custom?: boolean;
    /** Whether it has a successor already, and only its removal is outstanding. */
    readonly delete?: boolean;
    /** Whether it was deleted to make it anew, which has not come about yet. */
    readonly pendingReplacement?: boolean;
    /** URN of the component that it is a part of. */
    readonly parent?: string;
    /** URN and id of the provider that made it. */
    readonly provider?: string;
    /** URNs of what it came after. */
    readonly dependencies?: readonly string[] | null;
    /** The same for each of its inputs. */
    readonly propertyDependencies?: Readonly<Record<string, readonly string[] | null>> | null;
    /** URN of what takes it along when it goes. */
    readonly deletedWith?: string;
    readonly inputs?: Readonly<Record<string, StateValue>>;
    readonly outputs?: Readonly<Record<string, StateValue>>;
}

/** A step of an update that had begun when the deployer was killed. */
export interface PendingOperation {
    readonly resource: StateResource;
    readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
}

/** What Pulumi knows of a stack. */
export interface Deployment {
    readonly resources?: readonly StateResource[] | null;
    readonly pending_operations?: readonly PendingOperation[] | null;
}

/** What `pulumi stack export` prints, and `pulumi stack import` takes. */
export interface ExportedStack {
    readonly version: number;
    readonly deployment: Deployment;
}

/** The resources that an update would take for present. */
export function currentResources(deployment: Deployment): readonly StateResource[] {
    return (deployment.resources ?? []).filter((resource) => resource.delete !== true);
}

/** Address of the engine that a stack was last deployed on. */
export function engineOf(deployment: Deployment): string | undefined {
    const provider = deployment.resources?.find(({ type }) => type === "pulumi:providers:docker");
    const host = provider?.inputs?.host;
    return typeof host === "string" ? host : undefined;
}

/** What every name of a stack on the engine starts with, once something of it was made there. */
export function stackOf(deployment: Deployment): string | undefined {
    const labels = (deployment.resources ?? []).flatMap(({ inputs }) => inputs?.labels ?? []).flat();
    for (const label of labels) {
        if (isMap(label) && label.label === "slipway.stack" && typeof label.value === "string") return label.value;
    }
    return undefined;
}

/** Logical name of a resource. */
export function nameOf({ urn }: Pick<StateResource, "urn">): string {
    return urn.split("::").at(-1) ?? urn;
}
