import type { EdgeView, EdgeZone, Origin } from "../cloudflare/edge/view";
import { isWithin } from "../dns/is-within";

/** Whose a host name is. */
export interface Site {
    readonly zone: EdgeZone;
    /** The proxied records of the name; never none. */
    readonly origins: readonly Origin[];
}

/** The zone that a host name lies in: the one with the longest name. */
export function findZone(view: EdgeView, host: string): EdgeZone | undefined {
    const around = view.zones.filter(({ name }) => isWithin(host, name));
    return around.sort((one, other) => other.name.length - one.name.length)[0];
}

/**
 * Finds the proxied records of a host name: its own, or else those of the nearest wildcard above it. Undefined where
 * there are none.
 *
 * @param host in lower case, without a port
 */
export function findSite(view: EdgeView, host: string): Site | undefined {
    const zone = findZone(view, host);
    if (!zone) return undefined;
    const labels = host.split(".");
    const names = [host, ...labels.slice(1).map((_, index) => `*.${labels.slice(index + 1).join(".")}`)];
    for (const wanted of names) {
        const origins = zone.origins.filter(({ name }) => name === wanted);
        if (origins.length > 0) return { zone, origins };
    }
    return undefined;
}
