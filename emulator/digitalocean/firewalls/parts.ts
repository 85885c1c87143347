import { z } from "zod";
import { unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { dropletId, read } from "../input";
import type { State } from "../state";
import { distinct } from "../tags/tagging";
import type { Firewall, Rule } from "./firewall";
import { findFirewall, withFirewall } from "./firewalls";
import { isSameRule, readRules, refuseUnknown, rulesBody } from "./rules-request";

const dropletsBody = z.object({ droplet_ids: z.array(dropletId) });
const tagsBody = z.object({ tags: z.array(z.string()) });

/** `POST /v2/firewalls/:id/droplets`: API reference, section "Firewalls". */
export const addFirewallDroplets: Handler = (state, call) => {
    const { droplet_ids } = read(dropletsBody, call.body);
    refuseUnknown(
        "droplet",
        droplet_ids,
        state.droplets.map(({ id }) => id),
    );
    return saved(state, call, ({ dropletIds }) => ({ dropletIds: distinct([...dropletIds, ...droplet_ids]) }));
};

/** `DELETE /v2/firewalls/:id/droplets`. */
export const removeFirewallDroplets: Handler = (state, call) => {
    const { droplet_ids } = read(dropletsBody, call.body);
    return saved(state, call, ({ dropletIds }) => ({
        dropletIds: dropletIds.filter((id) => !droplet_ids.includes(id)),
    }));
};

/** `POST /v2/firewalls/:id/tags`. */
export const addFirewallTags: Handler = (state, call) => {
    const { tags } = read(tagsBody, call.body);
    refuseUnknown("tag", tags, state.tags);
    return saved(state, call, (firewall) => ({ tags: distinct([...firewall.tags, ...tags]) }));
};

/** `DELETE /v2/firewalls/:id/tags`. */
export const removeFirewallTags: Handler = (state, call) => {
    const { tags } = read(tagsBody, call.body);
    return saved(state, call, (firewall) => ({ tags: firewall.tags.filter((tag) => !tags.includes(tag)) }));
};

/** `POST /v2/firewalls/:id/rules`. */
export const addFirewallRules: Handler = (state, call) => {
    const more = readRules(state, read(rulesBody, call.body));
    const joined = (rules: readonly Rule[], added: readonly Rule[]): readonly Rule[] => {
        if (added.some((rule) => rules.some((other) => isSameRule(rule, other)))) throw unprocessable("duplicate rule");
        return [...rules, ...added];
    };
    return saved(state, call, ({ inbound, outbound }) => ({
        inbound: joined(inbound, more.inbound),
        outbound: joined(outbound, more.outbound),
    }));
};

/** `DELETE /v2/firewalls/:id/rules`. */
export const removeFirewallRules: Handler = (state, call) => {
    const less = readRules(state, read(rulesBody, call.body));
    const left = (rules: readonly Rule[], removed: readonly Rule[]): readonly Rule[] => {
        if (removed.some((rule) => !rules.some((other) => isSameRule(rule, other))))
            throw unprocessable("rule not found");
        return rules.filter((rule) => !removed.some((other) => isSameRule(rule, other)));
    };
    return saved(state, call, ({ inbound, outbound }) => ({
        inbound: left(inbound, less.inbound),
        outbound: left(outbound, less.outbound),
    }));
};

function saved(state: State, call: Call, change: (before: Firewall) => Partial<Firewall>): ReturnType<Handler> {
    const before = findFirewall(state, call);
    const firewall: Firewall = {
        ...before,
        ...change(before),
        status: "waiting",
        due: call.now + call.durations.firewall,
    };
    return { state: withFirewall(state, firewall), answer: { status: 204 } };
}
