import { z } from "zod";
import { conflict, notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { changed } from "../changed";
import { drawUuid } from "../ids";
import { dropletId, list, read } from "../input";
import { page } from "../pages";
import type { State } from "../state";
import { distinct } from "../tags/tagging";
import type { Firewall } from "./firewall";
import { renderFirewall } from "./render";
import { readRules, refuseUnknown, rulesBody } from "./rules-request";

const request = rulesBody.extend({
    name: z
        .string()
        .max(255)
        .regex(
            /^[a-zA-Z0-9][a-zA-Z0-9.-]+$/,
            "must begin with and contain only alphanumeric characters, periods and dashes",
        ),
    droplet_ids: list(dropletId),
    tags: list(z.string()),
});

/** `POST /v2/firewalls`: API reference, section "Firewalls". */
export const createFirewall: Handler = (state, call) => {
    const wanted = readFirewall(state, call, undefined);
    const drawn = drawUuid(state);
    const firewall: Firewall = { ...wanted, id: drawn.id, createdAt: call.now };
    const next = { ...drawn.state, firewalls: [...state.firewalls, firewall] };
    return { state: next, answer: { status: 202, body: { firewall: renderFirewall(next, firewall) } } };
};

/** `GET /v2/firewalls`. */
export const listFirewalls: Handler = (state, call) => ({
    state,
    answer: page(
        call,
        "firewalls",
        state.firewalls.map((firewall) => renderFirewall(state, firewall)),
    ),
});

/** `GET /v2/firewalls/:id`. */
export const getFirewall: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { firewall: renderFirewall(state, findFirewall(state, call)) } },
});

/** `PUT /v2/firewalls/:id`: the whole of it; what is not named is gone. */
export const updateFirewall: Handler = (state, call) => {
    const before = findFirewall(state, call);
    const firewall: Firewall = { ...before, ...readFirewall(state, call, before) };
    const next = withFirewall(state, firewall);
    return { state: next, answer: { status: 200, body: { firewall: renderFirewall(next, firewall) } } };
};

/** `DELETE /v2/firewalls/:id`. */
export const deleteFirewall: Handler = (state, call) => {
    const gone = findFirewall(state, call);
    return { state: { ...state, firewalls: state.firewalls.filter((one) => one !== gone) }, answer: { status: 204 } };
};

/** The firewall that the path names. */
export function findFirewall(state: State, call: Call): Firewall {
    const firewall = state.firewalls.find(({ id }) => id === call.params.id);
    if (firewall === undefined) throw notFound();
    return firewall;
}

/** The account with the firewall as it is now. */
export function withFirewall(state: State, firewall: Firewall): State {
    return { ...state, firewalls: changed(state.firewalls, "id", firewall.id, () => firewall) };
}

function readFirewall(state: State, call: Call, before: Firewall | undefined): Omit<Firewall, "id" | "createdAt"> {
    const asked = read(request, call.body);
    if (state.firewalls.some((other) => other.name === asked.name && other.id !== before?.id)) {
        throw conflict("duplicate name");
    }
    const rules = readRules(state, asked);
    if (rules.inbound.length + rules.outbound.length === 0) throw unprocessable("at least one rule is required");
    refuseUnknown(
        "droplet",
        asked.droplet_ids,
        state.droplets.map(({ id }) => id),
    );
    refuseUnknown("tag", asked.tags, state.tags);
    return {
        name: asked.name,
        status: "waiting",
        due: call.now + call.durations.firewall,
        dropletIds: distinct(asked.droplet_ids),
        tags: distinct(asked.tags),
        ...rules,
    };
}
