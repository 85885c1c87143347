import type { StateResources } from "../components/plan/previous-release";
import { runError } from "./run-error";

/**
 * Refuses to go on with a server that is in the state and not in the account, or of which the state has a part alone: an
 * update would fail in the middle, at the first thing that it asks that server.
 *
 * @param there what DigitalOcean calls the droplets of the account (`do:droplet:123`)
 * @param stack its name with Pulumi
 * @throws pulumi.RunError with every one of them, and the way on
 */
export function refuseLost(state: StateResources, there: ReadonlySet<string>, stack: string): void {
    const named = Object.entries(state).map(([urn, resource]) => ({ ...resource, name: urn.split("::").at(-1) ?? "" }));
    const droplets = named.filter(({ type }) => type === dropletType);
    const gone = droplets
        .filter(({ outputs }) => typeof outputs.dropletUrn === "string" && !there.has(outputs.dropletUrn))
        .map(({ name, outputs }) => `${outputs.name ?? name} (${outputs.ipv4Address ?? "without an address"})`);
    const whole = new Set(droplets.map(({ name }) => name));
    const halves = named.flatMap(({ name }) => {
        const [, server = ""] = /^(server-\d+)-ready$/.exec(name) ?? [];
        return server === "" || whole.has(`${server}-droplet`) ? [] : [server];
    });
    const lost = [...gone, ...halves];
    if (lost.length === 0) return;
    const are = lost.length === 1 ? "is" : "are";
    throw runError(
        [
            `${lost.join(", ")} ${are} gone from DigitalOcean, and nothing was changed.`,
            "Where nobody has deleted anything, digitalocean:token is of another account: set the right one.",
            `Else run ./slipway recover ${stack}, which takes out of the state what went with it, and then ./slipway up ${stack}, which makes it anew; the volume with the data is none of it`,
        ].join(" "),
    );
}

/** Pulumi's name for the type of a server. */
export const dropletType = "digitalocean:index/droplet:Droplet";
