import { unprocessable } from "../api-error";
import { drawUuid } from "../ids";
import type { State } from "../state";
import { addressAt, freePlace, networkOf, overlap } from "./addresses";
import type { Vpc } from "./vpc";

/** An address of the private network that nothing else has. The network's first address is the gateway's. */
export function freePrivateAddress(state: State, vpc: Vpc): string {
    const network = networkOf(vpc.ipRange);
    const taken = [...state.droplets, ...state.loadBalancers]
        .filter((member) => member.vpc === vpc.id)
        .map(({ privateAddress }) => privateAddress);
    const place = freePlace(network, new Set(taken), 1);
    if (place === undefined) throw unprocessable("no address is free in the VPC network");
    return addressAt(network, place);
}

/**
 * The network that something is placed into: the one named, or else the region's default, which is made when the region
 * has its first resource.
 *
 * @throws ApiError 422 when there is none of that id in that region
 */
export function placeInVpc(
    state: State,
    region: string,
    id: string | undefined,
    now: number,
): { readonly vpc: Vpc; readonly state: State } {
    if (id !== undefined) {
        const vpc = state.vpcs.find((one) => one.id === id && one.region === region);
        if (vpc === undefined) throw unprocessable("Failed to resolve VPC");
        return { vpc, state };
    }
    const there = state.vpcs.find((one) => one.isDefault && one.region === region);
    if (there !== undefined) return { vpc: there, state };
    const drawn = drawUuid(state);
    const vpc: Vpc = {
        id: drawn.id,
        name: `default-${region}`,
        description: "",
        region,
        ipRange: freeRange(state),
        isDefault: true,
        createdAt: now,
    };
    return { vpc, state: { ...drawn.state, vpcs: [...state.vpcs, vpc] } };
}

/** The account's first private network, or the first behind it, that overlaps with no other of the account. */
export function freeRange(state: State): string {
    const taken = state.vpcs.map(({ ipRange }) => networkOf(ipRange));
    const first = networkOf(state.privateNetwork);
    const { prefix } = first;
    for (let base = first.base; overlap({ base, prefix }, allPrivate); base += 2 ** (32 - prefix)) {
        const network = { base, prefix };
        if (!taken.some((other) => overlap(network, other))) return `${addressAt(network, 0)}/${prefix}`;
    }
    throw unprocessable("no IP range is free");
}

const allPrivate = networkOf("10.0.0.0/8");
