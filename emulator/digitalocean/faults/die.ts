import type { State } from "../state";
import { isMeant } from "./boot-fault";

/** The account with the machines of these droplets, by name or id, dead: they stand still, and the API does not see it. */
export function killed(state: State, droplets: readonly string[]): State {
    return {
        ...state,
        droplets: state.droplets.map((droplet) =>
            droplets.some((one) => one === String(droplet.id) || isMeant(one, droplet.name))
                ? { ...droplet, dead: true }
                : droplet,
        ),
    };
}
