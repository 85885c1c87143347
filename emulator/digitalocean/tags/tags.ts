import { z } from "zod";
import { notFound } from "../api-error";
import type { Call, Handler } from "../call";
import { read } from "../input";
import { page } from "../pages";
import type { State } from "../state";
import { distinct, tagName, withTags } from "./tagging";

const creation = z.object({ name: tagName });
const tagged = z.object({
    resources: z.array(
        z.object({
            resource_id: z.coerce.string(),
            resource_type: z.enum(["droplet", "volume", "volume_snapshot"]),
        }),
    ),
});

type Resource = z.infer<typeof tagged>["resources"][number];

/** `POST /v2/tags`: API reference, section "Tags"; one that is there already is no failure. */
export const createTag: Handler = (state, call) => {
    const { name } = read(creation, call.body);
    return { state: withTags(state, [name]), answer: { status: 201, body: { tag: render(state, name, call.url) } } };
};

/** `GET /v2/tags`. */
export const listTags: Handler = (state, call) => ({
    state,
    answer: page(
        call,
        "tags",
        state.tags.map((name) => render(state, name, call.url)),
    ),
});

/** `GET /v2/tags/:name`. */
export const getTag: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { tag: render(state, found(state, call), call.url) } },
});

/** `DELETE /v2/tags/:name`: whatever had it has it no more. */
export const deleteTag: Handler = (state, call) => {
    const gone = found(state, call);
    const without = <T extends { readonly tags: readonly string[] }>(items: readonly T[]): readonly T[] =>
        items.map((item) => ({ ...item, tags: item.tags.filter((name) => name !== gone) }));
    return {
        state: {
            ...state,
            tags: state.tags.filter((name) => name !== gone),
            droplets: without(state.droplets),
            volumes: without(state.volumes),
            snapshots: without(state.snapshots),
            firewalls: without(state.firewalls),
        },
        answer: { status: 204 },
    };
};

/** `POST /v2/tags/:name/resources`. */
export const tagResources: Handler = (state, call) => retagged(state, call, (tags, name) => distinct([...tags, name]));

/** `DELETE /v2/tags/:name/resources`. */
export const untagResources: Handler = (state, call) =>
    retagged(state, call, (tags, name) => tags.filter((one) => one !== name));

function retagged(
    state: State,
    call: Call,
    change: (tags: readonly string[], name: string) => readonly string[],
): ReturnType<Handler> {
    const name = found(state, call);
    const { resources } = read(tagged, call.body);
    const apply = <T extends { readonly id: string | number; readonly tags: readonly string[] }>(
        type: Resource["resource_type"],
        items: readonly T[],
    ): readonly T[] => {
        const ids = resources.filter((one) => one.resource_type === type).map((one) => one.resource_id);
        if (ids.some((id) => !items.some((item) => String(item.id) === id))) throw notFound();
        return items.map((item) => (ids.includes(String(item.id)) ? { ...item, tags: change(item.tags, name) } : item));
    };
    return {
        state: {
            ...state,
            droplets: apply("droplet", state.droplets),
            volumes: apply("volume", state.volumes),
            snapshots: apply("volume_snapshot", state.snapshots),
        },
        answer: { status: 204 },
    };
}

function found(state: State, call: Call): string {
    const name = state.tags.find((tag) => tag === call.params.name);
    if (name === undefined) throw notFound();
    return name;
}

function render(state: State, name: string, url: string): object {
    const { origin } = new URL(url);
    const count = (path: string, items: readonly { id: string | number; tags: readonly string[] }[]): Counted => {
        const having = items.filter(({ tags }) => tags.includes(name));
        const last = having.at(-1);
        return { count: having.length, ...(last ? { last_tagged_uri: `${origin}/v2/${path}/${last.id}` } : {}) };
    };
    const kinds = {
        droplets: count("droplets", state.droplets),
        images: { count: 0 },
        volumes: count("volumes", state.volumes),
        volume_snapshots: count("snapshots", state.snapshots),
        databases: { count: 0 },
    };
    const last = [kinds.droplets, kinds.volumes, kinds.volume_snapshots].find((kind) => kind.last_tagged_uri);
    return {
        name,
        resources: {
            count: kinds.droplets.count + kinds.volumes.count + kinds.volume_snapshots.count,
            ...(last ? { last_tagged_uri: last.last_tagged_uri } : {}),
            ...kinds,
        },
    };
}

interface Counted {
    readonly count: number;
    readonly last_tagged_uri?: string;
}
