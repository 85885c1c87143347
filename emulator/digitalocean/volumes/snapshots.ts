import { z } from "zod";
import { conflict, notFound } from "../api-error";
import type { Call, Handler } from "../call";
import { drawUuid } from "../ids";
import { list, read } from "../input";
import { instant } from "../instant";
import { page } from "../pages";
import type { State } from "../state";
import { distinct, tagName, withTags } from "../tags/tagging";
import type { Snapshot } from "./volume";
import { findVolume } from "./volumes";

const creation = z.object({ name: z.string().min(1), tags: list(tagName) });

/** `POST /v2/volumes/:id/snapshots`: API reference, section "Block Storage". */
export const createSnapshot: Handler = (state, call) => {
    const volume = findVolume(state, call);
    const asked = read(creation, call.body);
    if (state.snapshots.some(({ name }) => name === asked.name))
        throw conflict("a snapshot with that name already exists");
    const drawn = drawUuid(state);
    const snapshot: Snapshot = {
        id: drawn.id,
        name: asked.name,
        volumeId: volume.id,
        region: volume.region,
        size: volume.size,
        tags: distinct(asked.tags),
        createdAt: call.now,
    };
    return {
        state: { ...withTags(drawn.state, snapshot.tags), snapshots: [...state.snapshots, snapshot] },
        answer: { status: 201, body: { snapshot: render(snapshot) } },
    };
};

/** `GET /v2/volumes/:id/snapshots`. */
export const listVolumeSnapshots: Handler = (state, call) => {
    const volume = findVolume(state, call);
    const own = state.snapshots.filter(({ volumeId }) => volumeId === volume.id);
    return { state, answer: page(call, "snapshots", own.map(render)) };
};

/** `GET /v2/snapshots`: API reference, section "Snapshots"; there are none of droplets. */
export const listSnapshots: Handler = (state, call) => {
    const none = call.query.resource_type === "droplet";
    return { state, answer: page(call, "snapshots", none ? [] : state.snapshots.map(render)) };
};

/** `GET /v2/snapshots/:id`. */
export const getSnapshot: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { snapshot: render(found(state, call)) } },
});

/** `DELETE /v2/snapshots/:id`. */
export const deleteSnapshot: Handler = (state, call) => {
    const gone = found(state, call);
    return { state: { ...state, snapshots: state.snapshots.filter((one) => one !== gone) }, answer: { status: 204 } };
};

function found(state: State, call: Call): Snapshot {
    const snapshot = state.snapshots.find(({ id }) => id === call.params.id);
    if (snapshot === undefined) throw notFound();
    return snapshot;
}

function render(snapshot: Snapshot): object {
    return {
        id: snapshot.id,
        name: snapshot.name,
        resource_id: snapshot.volumeId,
        resource_type: "volume",
        regions: [snapshot.region],
        min_disk_size: snapshot.size,
        size_gigabytes: 0,
        tags: snapshot.tags,
        created_at: instant(snapshot.createdAt),
    };
}
