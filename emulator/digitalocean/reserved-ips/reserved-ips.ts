import { z } from "zod";
import type { Action } from "../actions/action";
import { actionLink, actionOf, actionsOf, renderAction } from "../actions/actions";
import { isBusy, refuseWhileBusy, startAction } from "../actions/start-action";
import { notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { findRegion, regionOf } from "../catalog/regions";
import { changed } from "../changed";
import { type Droplet, dropletSubject } from "../droplets/droplet";
import { renderDroplet } from "../droplets/render";
import { drawNumber } from "../ids";
import { dropletId, optional, read } from "../input";
import { drawPublicAddress } from "../networks/public-address";
import { page } from "../pages";
import { belong, leave, projectOf } from "../projects/belongings";
import type { State } from "../state";
import { type ReservedIp, reservedIpSubject, reservedIpUrn } from "./reserved-ip";

const creation = z.object({
    region: optional(z.string()),
    droplet_id: optional(dropletId),
    project_id: optional(z.string()),
});
const request = z.discriminatedUnion("type", [
    z.object({ type: z.literal("assign"), droplet_id: dropletId }),
    z.object({ type: z.literal("unassign") }),
]);

/** `POST /v2/reserved_ips`: API reference, section "Reserved IPs"; for a region, or at once for a droplet. */
export const createReservedIp: Handler = (state, call) => {
    const asked = read(creation, call.body);
    const droplet = asked.droplet_id === undefined ? undefined : assignable(state, asked.droplet_id);
    const region = droplet?.region ?? asked.region ?? "";
    if (findRegion(region)?.available !== true) throw unprocessable("region is invalid");
    if (state.reservedIps.length >= state.account.reservedIpLimit) throw unprocessable("reserved IP limit exceeded");
    const open = drawPublicAddress(state);
    const drawn = drawNumber(open.state);
    const reserved: ReservedIp = { ip: open.address, number: drawn.id, region, dropletId: null, assignedTo: null };
    const grown = { ...drawn.state, reservedIps: [...state.reservedIps, reserved] };
    const ours = belong(grown, reservedIpUrn(reserved.ip), asked.project_id, call.now);
    if (droplet === undefined) {
        const body = { reserved_ip: render(ours, reserved), links: {} };
        return { state: ours, answer: { status: 202, body } };
    }
    const { action, state: next } = started(ours, call, { ...reserved, dropletId: droplet.id }, "assign_ip");
    const links = {
        droplets: [{ id: droplet.id, rel: "droplet", href: `${new URL(call.url).origin}/v2/droplets/${droplet.id}` }],
        actions: [actionLink(action, call.url)],
    };
    return { state: next, answer: { status: 202, body: { reserved_ip: render(next, reserved), links } } };
};

/** `GET /v2/reserved_ips`. */
export const listReservedIps: Handler = (state, call) => ({
    state,
    answer: page(
        call,
        "reserved_ips",
        state.reservedIps.map((reserved) => render(state, reserved)),
    ),
});

/** `GET /v2/reserved_ips/:ip`. */
export const getReservedIp: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { reserved_ip: render(state, found(state, call)) } },
});

/** `DELETE /v2/reserved_ips/:ip`; its droplet loses it. */
export const deleteReservedIp: Handler = (state, call) => {
    const gone = found(state, call);
    refuseWhileBusy(state, reservedIpSubject(gone.ip));
    const left = { ...state, reservedIps: state.reservedIps.filter((one) => one !== gone) };
    return { state: leave(left, reservedIpUrn(gone.ip)), answer: { status: 204 } };
};

/** `POST /v2/reserved_ips/:ip/actions`: API reference, section "Reserved IP Actions". */
export const actOnReservedIp: Handler = (state, call) => {
    const reserved = found(state, call);
    const asked = read(request, call.body);
    if (asked.type === "unassign" && reserved.dropletId === null) {
        throw unprocessable("The reserved IP is not assigned to a Droplet");
    }
    const droplet = asked.type === "assign" ? assignable(state, asked.droplet_id) : undefined;
    if (droplet !== undefined && droplet.region !== reserved.region) {
        throw unprocessable("The reserved IP and the Droplet must be in the same region");
    }
    const after = { ...reserved, dropletId: droplet?.id ?? null };
    const { action, state: next } = started(state, call, after, `${asked.type}_ip`);
    const project = { project_id: projectOf(next, reservedIpUrn(reserved.ip)) };
    return { state: next, answer: { status: 201, body: { action: { ...renderAction(action), ...project } } } };
};

/** `GET /v2/reserved_ips/:ip/actions`. */
export const listReservedIpActions: Handler = (state, call) =>
    actionsOf(state, call, reservedIpSubject(found(state, call).ip));

/** `GET /v2/reserved_ips/:ip/actions/:action`. */
export const getReservedIpAction: Handler = (state, call) =>
    actionOf(state, call, reservedIpSubject(found(state, call).ip));

function started(state: State, call: Call, after: ReservedIp, type: string): { action: Action; state: State } {
    const before = state.reservedIps.find(({ ip }) => ip === after.ip);
    const droplet = after.dropletId ?? before?.dropletId ?? null;
    const subjects = [reservedIpSubject(after.ip), ...(droplet === null ? [] : [dropletSubject(droplet)])];
    for (const subject of subjects) refuseWhileBusy(state, subject);
    const begun = startAction(state, {
        type,
        resourceType: "reserved_ip",
        resourceId: after.number,
        region: after.region,
        subjects,
        now: call.now,
        takes: call.durations.reservedIp,
    });
    const next = { ...begun.state, reservedIps: changed(state.reservedIps, "ip", after.ip, () => after) };
    return { action: begun.action, state: after.dropletId === null ? next : joined(next, call, after) };
}

/** A reserved IP is in the project of the droplet that it leads to. */
function joined(state: State, call: Call, { ip, dropletId }: ReservedIp): State {
    return belong(state, reservedIpUrn(ip), projectOf(state, `do:droplet:${dropletId}`), call.now);
}

function assignable(state: State, id: number): Droplet {
    const droplet = state.droplets.find((one) => one.id === id);
    if (droplet === undefined) throw notFound();
    if (droplet.publicAddress === null) throw unprocessable("The Droplet has no public networking");
    if (state.reservedIps.some(({ dropletId: holder }) => holder === id)) {
        throw unprocessable("The Droplet already has a reserved IP assigned");
    }
    return droplet;
}

function found(state: State, call: Call): ReservedIp {
    const reserved = state.reservedIps.find(({ ip }) => ip === call.params.ip);
    if (reserved === undefined) throw notFound();
    return reserved;
}

function render(state: State, reserved: ReservedIp): object {
    const droplet = state.droplets.find(({ id }) => id === reserved.assignedTo);
    return {
        ip: reserved.ip,
        region: regionOf(reserved.region),
        droplet: droplet === undefined ? null : renderDroplet(state, droplet),
        locked: isBusy(state, reservedIpSubject(reserved.ip)),
        project_id: projectOf(state, reservedIpUrn(reserved.ip)),
    };
}
