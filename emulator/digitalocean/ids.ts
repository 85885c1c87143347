import { createHash } from "node:crypto";
import type { State } from "./state";

/** The state after so many ids were drawn from it, with the ids: never twice the same, and no chance in it. */
export interface Drawn<T> {
    readonly id: T;
    readonly state: State;
}

/** A numeric id as droplets, SSH keys and images have it (nine digits). */
export function drawNumber(state: State): Drawn<number> {
    const serial = state.serial + 1;
    return { id: 500_000_000 + serial, state: { ...state, serial } };
}

/** The id of an action: beyond 32 bits, as the real ones are. */
export function drawActionId(state: State): Drawn<number> {
    const serial = state.serial + 1;
    return { id: 3_000_000_000 + serial, state: { ...state, serial } };
}

/** A UUID as volumes, firewalls, load balancers, networks and projects have it. */
export function drawUuid(state: State): Drawn<string> {
    const serial = state.serial + 1;
    return { id: uuid(`${state.seed}/${serial}`), state: { ...state, serial } };
}

/** The version 4 form of the text's hash. */
export function uuid(text: string): string {
    const hex = createHash("sha256").update(text).digest("hex");
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20, 32),
    ].join("-");
}
