import { z } from "zod";
import { conflict, notFound, preconditionFailed } from "../api-error";
import type { Call, Handler } from "../call";
import { changed } from "../changed";
import { drawUuid } from "../ids";
import { optional, read } from "../input";
import { instant } from "../instant";
import { page } from "../pages";
import type { State } from "../state";
import { defaultProject } from "./belongings";
import type { Project } from "./project";

const purposes = [
    "Just trying out DigitalOcean",
    "Class project / Educational purposes",
    "Website or blog",
    "Web Application",
    "Service or API",
    "Mobile Application",
    "Machine learning / AI / Data processing",
    "IoT",
    "Operational / Developer tooling",
];
const environments = ["Development", "Staging", "Production"] as const;

const fields = z.object({
    name: z.string().min(1).max(175),
    purpose: z.string().min(1).max(255).transform(known),
    description: z.string().max(255),
    environment: z.string().transform((text, context) => {
        const found = environments.find((each) => each.toLowerCase() === text.toLowerCase());
        if (found === undefined && text !== "") context.addIssue("must be Development, Staging or Production");
        return found ?? ("" as const);
    }),
    is_default: z.boolean(),
});
const creation = fields.omit({ is_default: true }).extend({
    description: optional(fields.shape.description),
    environment: optional(fields.shape.environment),
});
const patch = z.object({
    name: optional(fields.shape.name),
    purpose: optional(fields.shape.purpose),
    description: optional(fields.shape.description),
    environment: optional(fields.shape.environment),
    is_default: optional(fields.shape.is_default),
});

/** `POST /v2/projects`: API reference, section "Projects". */
export const createProject: Handler = (state, call) => {
    const { name, purpose, description, environment } = read(creation, call.body);
    refuseName(state, name);
    const drawn = drawUuid(state);
    const project: Project = {
        id: drawn.id,
        name,
        description: description ?? "",
        purpose,
        environment: environment ?? "",
        isDefault: false,
        createdAt: call.now,
        updatedAt: call.now,
    };
    return {
        state: { ...drawn.state, projects: [...state.projects, project] },
        answer: { status: 201, body: { project: render(state, project) } },
    };
};

/** `GET /v2/projects`. */
export const listProjects: Handler = (state, call) => ({
    state,
    answer: page(
        call,
        "projects",
        state.projects.map((project) => render(state, project)),
    ),
});

/** `GET /v2/projects/:id`; `default` is an id too. */
export const getProject: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { project: render(state, findProject(state, call)) } },
});

/** `PATCH /v2/projects/:id`: what is not named stays. */
export const patchProject: Handler = (state, call) => saved(state, call, read(patch, call.body));

/** `PUT /v2/projects/:id`: everything is named. */
export const updateProject: Handler = (state, call) => saved(state, call, read(fields, call.body));

/** `DELETE /v2/projects/:id`: only an empty one can go. */
export const deleteProject: Handler = (state, call) => {
    const gone = findProject(state, call);
    if (state.belongings.some(({ projectId }) => projectId === gone.id)) {
        throw preconditionFailed("cannot delete a project with resources. move or remove the resources first");
    }
    if (gone.isDefault) throw preconditionFailed("cannot delete the default project");
    return { state: { ...state, projects: state.projects.filter((one) => one !== gone) }, answer: { status: 204 } };
};

/** The project that the path names. */
export function findProject(state: State, call: Call): Project {
    const { id } = call.params;
    const project = id === "default" ? defaultProject(state) : state.projects.find((one) => one.id === id);
    if (project === undefined) throw notFound();
    return project;
}

function saved(state: State, call: Call, asked: z.infer<typeof patch>): ReturnType<Handler> {
    const before = findProject(state, call);
    if (asked.name !== undefined && asked.name !== before.name) refuseName(state, asked.name);
    const project: Project = {
        ...before,
        name: asked.name ?? before.name,
        description: asked.description ?? before.description,
        purpose: asked.purpose ?? before.purpose,
        environment: asked.environment ?? before.environment,
        isDefault: before.isDefault || asked.is_default === true,
        updatedAt: call.now,
    };
    const others = state.projects.map((one) => ({ ...one, isDefault: one.isDefault && !project.isDefault }));
    return {
        state: { ...state, projects: changed(others, "id", project.id, () => project) },
        answer: { status: 200, body: { project: render(state, project) } },
    };
}

function refuseName(state: State, name: string): void {
    if (state.projects.some((project) => project.name === name)) throw conflict("name is already in use");
}

/** The API keeps a purpose that is none of its own as `Other: …`. */
function known(purpose: string): string {
    return purposes.includes(purpose) || purpose.startsWith("Other: ") ? purpose : `Other: ${purpose}`;
}

function render(state: State, project: Project): object {
    return {
        id: project.id,
        owner_uuid: state.account.uuid,
        owner_id: 258_992,
        name: project.name,
        description: project.description,
        purpose: project.purpose,
        environment: project.environment,
        is_default: project.isDefault,
        created_at: instant(project.createdAt),
        updated_at: instant(project.updatedAt),
    };
}
