import { notFound } from "../api-error";
import type { Call, Handler } from "../call";
import { regionOf } from "../catalog/regions";
import { instant } from "../instant";
import { page } from "../pages";
import type { State } from "../state";
import type { Action } from "./action";

/** `GET /v2/actions`: API reference, section "Actions"; the newest first. */
export const listActions: Handler = (state, call) => ({
    state,
    answer: page(call, "actions", state.actions.toReversed().map(renderAction)),
});

/** `GET /v2/actions/:action`. */
export const getAction: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { action: renderAction(found(state.actions, call)) } },
});

/** The actions on one resource, the newest first. */
export function actionsOf(state: State, call: Call, subject: string): ReturnType<Handler> {
    const own = state.actions.filter(({ subjects }) => subjects[0] === subject);
    return { state, answer: page(call, "actions", own.toReversed().map(renderAction)) };
}

/** One action on one resource, by the path's `action`. */
export function actionOf(state: State, call: Call, subject: string): ReturnType<Handler> {
    const own = state.actions.filter(({ subjects }) => subjects[0] === subject);
    return { state, answer: { status: 200, body: { action: renderAction(found(own, call)) } } };
}

/** The link to an action that an answer carries under `links.actions`. */
export function actionLink({ id, type }: Action, url: string): object {
    return { id, rel: type, href: `${new URL(url).origin}/v2/actions/${id}` };
}

/** An action as the API shows it. */
export function renderAction(action: Action): object {
    return {
        id: action.id,
        status: action.status,
        type: action.type,
        started_at: instant(action.startedAt),
        completed_at: action.completedAt === null ? null : instant(action.completedAt),
        resource_id: action.resourceId,
        resource_type: action.resourceType,
        region: regionOf(action.region),
        region_slug: action.region,
    };
}

function found(actions: readonly Action[], call: Call): Action {
    const action = actions.find(({ id }) => String(id) === call.params.action);
    if (action === undefined) throw notFound();
    return action;
}
