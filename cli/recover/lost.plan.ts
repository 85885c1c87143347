import { currentResources, type Deployment, type ExportedStack, nameOf, type StateResource } from "./deployment";

/** URNs of a state's servers. */
export function dropletsOf(deployment: Deployment): readonly string[] {
    const droplets = currentResources(deployment).filter(({ type }) => type === "digitalocean:index/droplet:Droplet");
    return droplets.map(({ urn }) => urn);
}

/** URNs of what a stack has in its account beside servers, and nobody deletes who tidies those away. */
export function witnessesOf(deployment: Deployment): readonly string[] {
    const types = ["digitalocean:index/volume:Volume", "digitalocean:index/vpc:Vpc"];
    return currentResources(deployment).flatMap(({ urn, type }) => (types.includes(type) ? [urn] : []));
}

/**
 * Whether an account knows nothing of a stack: neither its servers nor what lies beside them. Then it is not the one in which
 * the stack was made, and nothing is gone.
 *
 * @param absent URNs of what the account has not
 */
export function isStranger(deployment: Deployment, absent: ReadonlySet<string>): boolean {
    const witnesses = witnessesOf(deployment);
    return witnesses.length > 0 && [...dropletsOf(deployment), ...witnesses].every((urn) => absent.has(urn));
}

/** URNs of servers that an update has deleted to make them anew, and has not made: the state has them until it does. */
export function halfReplaced(deployment: Deployment): readonly string[] {
    const servers = new Set(dropletsOf(deployment));
    return (deployment.resources ?? []).flatMap(({ urn, pendingReplacement }) =>
        pendingReplacement === true && servers.has(urn) ? [urn] : [],
    );
}

/** Indexes of the servers of which a state has what lies on them, and not the server itself. */
export function lostServers(deployment: Deployment): readonly number[] {
    const names = new Set(currentResources(deployment).map(nameOf));
    return serversOf(deployment).filter((index) => !names.has(`server-${index}-droplet`));
}

/** Indexes of the servers that have been reached once. */
export function serversOf({ resources }: Deployment): readonly number[] {
    const indexes = (resources ?? []).flatMap((resource) => {
        const [, index] = /^server-(\d+)-ready$/.exec(nameOf(resource)) ?? [];
        return index === undefined ? [] : [Number(index)];
    });
    return [...new Set(indexes)].toSorted((a, b) => a - b);
}

/**
 * URNs of what went with servers: what was placed on them. With the first one goes all that its engine knew, which is
 * everything that the app consists of, and the part of every server in the cluster.
 *
 * @param lost indexes of the servers
 */
export function goneWith({ resources }: Deployment, lost: readonly number[]): ReadonlySet<string> {
    const all = resources ?? [];
    const gone = new Set<string>();
    for (const index of lost) {
        const parts = all.filter((one) => isPartOf(one, index) || (index === 0 && isRunBy(one)));
        for (const { urn } of parts) gone.add(urn);
    }
    const providers = all.filter(({ urn, type }) => gone.has(urn) && type.startsWith("pulumi:providers:"));
    for (const { urn, provider } of all) {
        if (providers.some((one) => provider?.startsWith(`${one.urn}::`))) gone.add(urn);
    }
    return gone;
}

/** A state without some of its resources; nothing else in it depends on them any more. */
export function stateWithout(exported: ExportedStack, urns: ReadonlySet<string>): ExportedStack {
    const resources = (exported.deployment.resources ?? []).filter(({ urn }) => !urns.has(urn));
    const stay = (all: readonly string[]) => all.filter((urn) => !urns.has(urn));
    const free = (resource: StateResource): StateResource => {
        const { dependencies, propertyDependencies, deletedWith, ...rest } = resource;
        return {
            ...rest,
            ...(dependencies ? { dependencies: stay(dependencies) } : {}),
            ...(propertyDependencies
                ? {
                      propertyDependencies: Object.fromEntries(
                          Object.entries(propertyDependencies).map(([key, all]) => [key, stay(all ?? [])]),
                      ),
                  }
                : {}),
            ...(deletedWith === undefined || urns.has(deletedWith) ? {} : { deletedWith }),
        };
    };
    return { ...exported, deployment: { ...exported.deployment, resources: resources.map(free) } };
}

/**
 * Its host key stays: that is on this side, and the next server is born with it. So does its part in the cluster, whose
 * removal tells the others that it is gone.
 */
function isPartOf({ urn, type, parent }: StateResource, index: number): boolean {
    if (type !== command) return false;
    const isOn = parent !== undefined && nameOf({ urn: parent }) === `server-${index}`;
    return isOn && nameOf({ urn }) !== `server-${index}-host-key`;
}

/** Whether it was done by way of the first server's engine. */
function isRunBy({ type, propertyDependencies }: StateResource): boolean {
    if (type !== command && type !== "pulumi:providers:docker") return false;
    const all = Object.values(propertyDependencies ?? {}).flatMap((urns) => urns ?? []);
    return all.some((urn) => nameOf({ urn }) === "server-0-ready");
}

const command = "command:local:Command";
