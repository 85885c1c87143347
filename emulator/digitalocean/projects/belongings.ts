import { unprocessable } from "../api-error";
import type { State } from "../state";
import type { Project } from "./project";

/** The project that takes what names none. */
export function defaultProject(state: State): Project {
    const project = state.projects.find(({ isDefault }) => isDefault);
    if (project === undefined) throw new Error("no default project");
    return project;
}

/**
 * The resource in the named project, or in the default one.
 *
 * @throws ApiError 422 when there is no such project
 */
export function belong(state: State, urn: string, projectId: string | undefined, now: number): State {
    const project = projectId ? state.projects.find(({ id }) => id === projectId) : defaultProject(state);
    if (project === undefined) throw unprocessable("project_id is invalid");
    const others = state.belongings.filter((belonging) => belonging.urn !== urn);
    return { ...state, belongings: [...others, { urn, projectId: project.id, assignedAt: now }] };
}

/** The resource in no project, because it is gone. */
export function leave(state: State, urn: string): State {
    return { ...state, belongings: state.belongings.filter((belonging) => belonging.urn !== urn) };
}

/** The id of the project that the resource is in. */
export function projectOf(state: State, urn: string): string {
    return state.belongings.find((belonging) => belonging.urn === urn)?.projectId ?? defaultProject(state).id;
}
