import { unprocessable } from "../api-error";
import type { State } from "../state";
import { addressAt, freePlace, networkOf } from "./addresses";

/** A public address that nothing else has, and the state that remembers that it was given. */
export function drawPublicAddress(state: State): { readonly address: string; readonly state: State } {
    const network = networkOf(state.publicNetwork);
    const taken = [
        ...state.droplets.map(({ publicAddress }) => publicAddress),
        ...state.loadBalancers.map(({ address }) => address),
        ...state.reservedIps.map(({ ip }) => ip),
    ];
    const place = freePlace(network, new Set(taken.filter((address) => address !== null)), state.lastPublic);
    if (place === undefined) throw unprocessable("no public address is free");
    return { address: addressAt(network, place), state: { ...state, lastPublic: place } };
}
