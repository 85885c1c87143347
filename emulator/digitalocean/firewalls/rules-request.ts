import { z } from "zod";
import { unprocessable } from "../api-error";
import { dropletId, list, optional } from "../input";
import { peerNetwork } from "../networks/addresses";
import type { State } from "../state";
import type { Peers, Rule } from "./firewall";

const peers = z.object({
    addresses: list(z.string()),
    droplet_ids: list(dropletId),
    load_balancer_uids: list(z.string()),
    tags: list(z.string()),
});
const base = z.object({ protocol: z.enum(["tcp", "udp", "icmp"]), ports: optional(z.string()) });

/** The two lists of rules in a body. */
export const rulesBody = z.object({
    inbound_rules: list(base.extend({ sources: peers })),
    outbound_rules: list(base.extend({ destinations: peers })),
});

/** The two lists of rules of a firewall. */
export interface Rules {
    readonly inbound: readonly Rule[];
    readonly outbound: readonly Rule[];
}

/**
 * The rules that a body asks for: API reference, section "Firewalls".
 *
 * @throws ApiError 422 for the first that is not valid
 */
export function readRules(state: State, body: z.infer<typeof rulesBody>): Rules {
    return {
        inbound: distinctRules(body.inbound_rules.map((rule) => readRule(state, rule, rule.sources))),
        outbound: distinctRules(body.outbound_rules.map((rule) => readRule(state, rule, rule.destinations))),
    };
}

/** What two rules have to differ in: all but the spelling of their peers. */
export function isSameRule(one: Rule, other: Rule): boolean {
    return JSON.stringify(one) === JSON.stringify(other);
}

function readRule(state: State, rule: z.infer<typeof base>, wanted: z.infer<typeof peers>): Rule {
    const found: Peers = {
        addresses: wanted.addresses,
        dropletIds: wanted.droplet_ids,
        loadBalancerUids: wanted.load_balancer_uids,
        tags: wanted.tags,
    };
    if (Object.values(found).every((each: readonly unknown[]) => each.length === 0)) {
        throw unprocessable("a rule needs addresses, droplet_ids, load_balancer_uids or tags");
    }
    if (found.addresses.some((address) => peerNetwork(address) === undefined)) throw unprocessable("invalid address");
    refuseUnknown(
        "droplet",
        found.dropletIds,
        state.droplets.map(({ id }) => id),
    );
    refuseUnknown(
        "load balancer",
        found.loadBalancerUids,
        state.loadBalancers.map(({ id }) => id),
    );
    refuseUnknown("tag", found.tags, state.tags);
    const all = rule.protocol === "icmp" || rule.ports === "all";
    return { protocol: rule.protocol, ports: all ? "0" : readPorts(rule.ports), peers: found };
}

/**
 * Refuses what names something that is not there.
 *
 * @throws ApiError 422
 */
export function refuseUnknown<T>(kind: string, wanted: readonly T[], there: readonly T[]): void {
    const missing = wanted.find((one) => !there.includes(one));
    if (missing !== undefined) throw unprocessable(`${kind} ${String(missing)} not found`);
}

function readPorts(text = ""): string {
    const [first = "", last = first, ...rest] = text.split("-");
    const valid = [first, last].every((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535);
    if (!valid || rest.length > 0 || Number(first) > Number(last)) {
        throw unprocessable("you must specify a valid range for ports");
    }
    return text;
}

function distinctRules(rules: readonly Rule[]): readonly Rule[] {
    if (rules.some((rule, index) => rules.findIndex((other) => isSameRule(rule, other)) < index)) {
        throw unprocessable("duplicate rule");
    }
    return rules;
}
