import { unprocessable } from "../api-error";
import { drawActionId } from "../ids";
import type { State } from "../state";
import type { Action } from "./action";

/** What an action begins with. */
export interface Start extends Pick<Action, "type" | "resourceType" | "resourceId" | "region" | "subjects"> {
    readonly now: number;
    /** Milliseconds that it takes at the least; null: it never ends. */
    readonly takes: number | null;
}

/** A new action in progress. */
export function startAction(
    state: State,
    { now, takes, ...start }: Start,
): { readonly action: Action; readonly state: State } {
    const drawn = drawActionId(state);
    const action: Action = {
        id: drawn.id,
        ...start,
        status: "in-progress",
        startedAt: now,
        completedAt: null,
        due: takes === null ? null : now + takes,
    };
    return { action, state: { ...drawn.state, actions: [...state.actions, action] } };
}

/** Whether something is under way on it. */
export function isBusy(state: State, subject: string): boolean {
    return state.actions.some(({ status, subjects }) => status === "in-progress" && subjects.includes(subject));
}

/**
 * Lets nothing begin on a droplet on which something is under way.
 *
 * @throws ApiError 422
 */
export function refuseWhileBusy(state: State, subject: string): void {
    if (isBusy(state, subject)) {
        const name = subject.startsWith("droplet:") ? "Droplet" : "Resource";
        throw unprocessable(`${name} already has a pending event.`);
    }
}
