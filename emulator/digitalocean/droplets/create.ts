import type { Action } from "../actions/action";
import { actionLink } from "../actions/actions";
import { startAction } from "../actions/start-action";
import { unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { takeBootFault } from "../faults/boot-fault";
import { drawNumber } from "../ids";
import { freePrivateAddress, placeInVpc } from "../networks/private-address";
import { drawPublicAddress } from "../networks/public-address";
import { belong } from "../projects/belongings";
import type { State } from "../state";
import { distinct, withTags } from "../tags/tagging";
import { volumeSubject } from "../volumes/volume";
import { type Droplet, dropletSubject, ipv6Of } from "./droplet";
import { type DropletRequest, readDropletRequest } from "./droplet-request";
import { renderDroplet } from "./render";

/** `POST /v2/droplets`: API reference, section "Droplets"; `names` makes several. */
export const createDroplets: Handler = (state, call) => {
    const request = readDropletRequest(state, call.body);
    let next = withTags(state, request.tags);
    const made: Made[] = [];
    for (const name of request.names) {
        const one = createOne(next, call, request, name);
        made.push(one);
        next = one.state;
    }
    const droplets = made.map(({ droplet }) => renderDroplet(next, droplet));
    const links = { actions: made.map(({ action }) => actionLink(action, call.url)) };
    const body = request.many ? { droplets, links } : { droplet: droplets[0], links };
    return { state: next, answer: { status: 202, body } };
};

interface Made {
    readonly state: State;
    readonly droplet: Droplet;
    readonly action: Action;
}

function createOne(state: State, call: Call, request: DropletRequest, name: string): Made {
    const { vpc, state: placed } = placeInVpc(state, request.region, request.vpc, call.now);
    const open = request.publicNetworking ? drawPublicAddress(placed) : { address: null, state: placed };
    const { outcome, left } = takeBootFault(state.bootFaults, name);
    const { id, state: numbered } = drawNumber(open.state);
    const droplet: Droplet = {
        id,
        name,
        region: request.region,
        image: request.image.slug,
        size: request.size.slug,
        disk: request.size.disk,
        createdAt: call.now,
        status: "new",
        power: "on",
        stop: "power_off",
        restarts: 0,
        restart: "power_cycle",
        dead: false,
        fault: outcome,
        tags: distinct(request.tags),
        features: request.features,
        vpc: vpc.id,
        privateAddress: freePrivateAddress(placed, vpc),
        publicAddress: open.address,
        publicIpv6: request.ipv6 ? ipv6Of(id) : null,
        userData: request.userData,
        sshKeys: request.sshKeys,
    };
    const { action, state: started } = startAction(numbered, {
        type: "create",
        resourceType: "droplet",
        resourceId: id,
        region: droplet.region,
        subjects: [dropletSubject(id), ...request.volumes.map(volumeSubject)],
        now: call.now,
        takes: outcome === "stuck" ? null : call.durations.droplet,
    });
    const attached = attach({ ...started, bootFaults: left }, request.volumes, droplet);
    const grown = { ...attached, droplets: [...attached.droplets, droplet] };
    return { state: belong(grown, `do:droplet:${id}`, undefined, call.now), droplet, action };
}

function attach(state: State, ids: readonly string[], droplet: Droplet): State {
    for (const id of ids) {
        const volume = state.volumes.find((one) => one.id === id && one.region === droplet.region);
        if (volume === undefined) throw unprocessable("You specified an invalid volume for Droplet creation.");
        if (volume.dropletId !== null) throw unprocessable("This volume is already attached");
    }
    const volumes = state.volumes.map((volume) =>
        ids.includes(volume.id) ? { ...volume, dropletId: droplet.id } : volume,
    );
    return { ...state, volumes };
}
