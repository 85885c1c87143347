import { z } from "zod";
import { preconditionFailed, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { read } from "../input";
import { instant } from "../instant";
import { page } from "../pages";
import { reservedIpUrn } from "../reserved-ips/reserved-ip";
import type { State } from "../state";
import { belong } from "./belongings";
import type { Belonging } from "./project";
import { findProject } from "./projects";

const assignment = z.object({ resources: z.array(z.string()) });

/** Under which path a resource of that type is found. */
const paths: Readonly<Record<string, string>> = {
    droplet: "droplets",
    volume: "volumes",
    floatingip: "reserved_ips",
    loadbalancer: "load_balancers",
};

/** `GET /v2/projects/:id/resources`: API reference, section "Project Resources". */
export const listProjectResources: Handler = (state, call) => {
    const project = findProject(state, call);
    const inside = state.belongings.filter(({ projectId }) => projectId === project.id);
    return {
        state,
        answer: page(
            call,
            "resources",
            inside.map((belonging) => render(belonging, "ok", call.url)),
        ),
    };
};

/**
 * `POST /v2/projects/:id/resources`: each resource leaves the project that it was in. A reserved IP goes with the droplet
 * that it leads to, and not without it.
 */
export const assignProjectResources: Handler = (state, call) => {
    const project = findProject(state, call);
    const { resources } = read(assignment, call.body);
    let next = state;
    const told = resources.map((given) => {
        if (!/^do:[a-z]+:.+$/.test(given)) throw unprocessable(`resource urn ${given} is invalid`);
        const urn = given.replace(/^do:reservedip:/, "do:floatingip:");
        const before = next.belongings.find((belonging) => belonging.urn === urn);
        const after: Belonging = { urn, projectId: project.id, assignedAt: call.now };
        if (before === undefined) return render(after, "not_found", call.url);
        if (before.projectId === project.id) return render(before, "already_assigned", call.url);
        next = moved(next, call, after);
        return render(after, "assigned", call.url);
    });
    return { state: next, answer: { status: 200, body: { resources: told } } };
};

function moved(state: State, call: Call, { urn, projectId }: Belonging): State {
    const bound = state.reservedIps.filter(({ dropletId }) => dropletId !== null);
    if (bound.some(({ ip }) => reservedIpUrn(ip) === urn)) {
        throw preconditionFailed("Cannot move a Reserved IP with an associated Droplet");
    }
    return bound
        .filter(({ dropletId }) => urn === `do:droplet:${dropletId}`)
        .reduce(
            (next, { ip }) => belong(next, reservedIpUrn(ip), projectId, call.now),
            belong(state, urn, projectId, call.now),
        );
}

function render({ urn, assignedAt }: Belonging, status: string, url: string): object {
    const [, type = "", id = ""] = urn.split(":");
    const self = `${new URL(url).origin}/v2/${paths[type] ?? type}/${id}`;
    return { urn, assigned_at: instant(assignedAt), links: { self }, status };
}
