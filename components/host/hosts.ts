import type { Host } from "./host";

/** The hosts of a stack. */
export interface Hosts {
    /** The one whose engine is asked, and that has the data. */
    readonly first: Host;
    /** With the first one, in the order of their indexes. */
    readonly all: readonly Host[];
    /** There can be more or fewer of them some day: what has to be on each is made so from the beginning. */
    readonly mayGrow: boolean;
}

/** What runs on a host, as people are told of it. */
export function nameOn(what: string, host: Host): string {
    return host.title === undefined ? what : `${what} on ${host.title}`;
}

/** Logical name of a resource that each host has. */
export function numbered(name: string, host: Host): string {
    return host.index === 0 ? name : `${name}-${host.index}`;
}
