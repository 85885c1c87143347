import { refuseWhileBusy } from "../actions/start-action";
import { notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { covers } from "../firewalls/covers";
import { renderFirewall } from "../firewalls/render";
import { page } from "../pages";
import { leave } from "../projects/belongings";
import type { State } from "../state";
import { type Droplet, dropletSubject } from "./droplet";
import { renderDroplet } from "./render";

/** `GET /v2/droplets`, all, by `name` or by `tag_name`: API reference, section "Droplets". */
export const listDroplets: Handler = (state, call) => {
    const { name, tag_name: tag, type } = call.query;
    const listed = state.droplets.filter(
        (droplet) =>
            (name === undefined || droplet.name === name) &&
            (tag === undefined || droplet.tags.includes(tag)) &&
            type !== "gpus",
    );
    return {
        state,
        answer: page(
            call,
            "droplets",
            listed.map((droplet) => renderDroplet(state, droplet)),
        ),
    };
};

/** `GET /v2/droplets/:id`. */
export const getDroplet: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { droplet: renderDroplet(state, findDroplet(state, call)) } },
});

/** `DELETE /v2/droplets/:id`; its volumes and reserved IPs stay. */
export const deleteDroplet: Handler = (state, call) => {
    const droplet = findDroplet(state, call);
    // One that never comes up could else never be removed.
    if (droplet.status !== "new") refuseWhileBusy(state, dropletSubject(droplet.id));
    return { state: without(state, droplet, call.now), answer: { status: 204 } };
};

/** `DELETE /v2/droplets?tag_name=`. */
export const deleteDropletsByTag: Handler = (state, call) => {
    const tag = call.query.tag_name;
    if (tag === undefined) throw unprocessable("tag_name is required");
    const tagged = state.droplets.filter(({ tags }) => tags.includes(tag));
    return { state: tagged.reduce((left, one) => without(left, one, call.now), state), answer: { status: 204 } };
};

/** `GET /v2/droplets/:id/firewalls`. */
export const listDropletFirewalls: Handler = (state, call) => {
    const droplet = findDroplet(state, call);
    const own = state.firewalls.filter((firewall) => covers(firewall, droplet));
    return {
        state,
        answer: page(
            call,
            "firewalls",
            own.map((firewall) => renderFirewall(state, firewall)),
        ),
    };
};

/** The droplet that the path names. */
export function findDroplet(state: State, call: Call): Droplet {
    const droplet = state.droplets.find(({ id }) => String(id) === call.params.id);
    if (droplet === undefined) throw notFound();
    return droplet;
}

/** The account without the droplet, and without any mention of it. */
function without(state: State, { id }: Droplet, now: number): State {
    const others = (ids: readonly number[]): readonly number[] => ids.filter((one) => one !== id);
    return {
        ...leave(state, `do:droplet:${id}`),
        droplets: state.droplets.filter((droplet) => droplet.id !== id),
        volumes: state.volumes.map((volume) =>
            volume.dropletId === id ? { ...volume, dropletId: null, attachedTo: null } : volume,
        ),
        reservedIps: state.reservedIps.map((reserved) =>
            reserved.dropletId === id ? { ...reserved, dropletId: null, assignedTo: null } : reserved,
        ),
        firewalls: state.firewalls.map((firewall) => ({ ...firewall, dropletIds: others(firewall.dropletIds) })),
        loadBalancers: state.loadBalancers.map((one) => ({ ...one, dropletIds: others(one.dropletIds) })),
        actions: state.actions.map((action) =>
            action.status === "in-progress" && action.subjects.includes(dropletSubject(id))
                ? { ...action, status: "errored", completedAt: now }
                : action,
        ),
    };
}
