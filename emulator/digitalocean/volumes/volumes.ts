import { z } from "zod";
import { isBusy } from "../actions/start-action";
import { conflict, notFound, unprocessable } from "../api-error";
import type { Call, Handler } from "../call";
import { findRegion, regionOf } from "../catalog/regions";
import { drawUuid } from "../ids";
import { list, optional, read } from "../input";
import { instant } from "../instant";
import { page } from "../pages";
import { belong, leave } from "../projects/belongings";
import type { State } from "../state";
import { distinct, tagName, withTags } from "../tags/tagging";
import { type Volume, volumeSubject } from "./volume";

/** The largest volume, in GiB. */
export const largestVolume = 16_384;

const creation = z.object({
    name: z
        .string()
        .regex(/^[a-z][a-z0-9-]{0,63}$/, "must be lowercase letters, numbers and dashes, and begin with a letter"),
    size_gigabytes: optional(z.number().int().min(1).max(largestVolume)),
    region: optional(z.string()),
    description: optional(z.string()),
    filesystem_type: optional(z.enum(["ext4", "xfs", ""])),
    filesystem_label: optional(z.string().max(16)),
    snapshot_id: optional(z.string()),
    tags: list(tagName),
});

/** `POST /v2/volumes`: API reference, section "Block Storage". */
export const createVolume: Handler = (state, call) => {
    const asked = read(creation, call.body);
    const snapshot = asked.snapshot_id ? state.snapshots.find(({ id }) => id === asked.snapshot_id) : undefined;
    if (asked.snapshot_id && snapshot === undefined) throw notFound();
    const region = asked.region || snapshot?.region || "";
    if (findRegion(region)?.available !== true) throw unprocessable("invalid region");
    const size = Math.max(asked.size_gigabytes ?? 0, snapshot?.size ?? 0);
    if (size === 0) throw unprocessable("size_gigabytes is required");
    if (asked.filesystem_label && !asked.filesystem_type) throw unprocessable("filesystem_label needs filesystem_type");
    if (state.volumes.some((volume) => volume.name === asked.name && volume.region === region)) {
        throw conflict("a volume with that name already exists");
    }
    if (state.volumes.length >= state.account.volumeLimit) throw unprocessable("volume limit exceeded");
    const drawn = drawUuid(state);
    const volume: Volume = {
        id: drawn.id,
        name: asked.name,
        description: asked.description ?? "",
        region,
        size,
        filesystemType: asked.filesystem_type ?? "",
        filesystemLabel: asked.filesystem_label ?? "",
        tags: distinct(asked.tags),
        createdAt: call.now,
        snapshotId: snapshot?.id ?? null,
        dropletId: null,
        attachedTo: null,
    };
    const grown = { ...withTags(drawn.state, volume.tags), volumes: [...state.volumes, volume] };
    return {
        state: belong(grown, `do:volume:${volume.id}`, undefined, call.now),
        answer: { status: 201, body: { volume: renderVolume(volume) } },
    };
};

/** `GET /v2/volumes`, all, by `name` or by `region`. */
export const listVolumes: Handler = (state, call) => ({
    state,
    answer: page(call, "volumes", named(state, call).map(renderVolume)),
});

/** `GET /v2/volumes/:id`. */
export const getVolume: Handler = (state, call) => ({
    state,
    answer: { status: 200, body: { volume: renderVolume(findVolume(state, call)) } },
});

/** `DELETE /v2/volumes/:id`: not while it is attached. */
export const deleteVolume: Handler = (state, call) => without(state, findVolume(state, call));

/** `DELETE /v2/volumes?name=&region=`. */
export const deleteVolumeByName: Handler = (state, call) => {
    const [volume] = named(state, call);
    if (volume === undefined || call.query.name === undefined || call.query.region === undefined) throw notFound();
    return without(state, volume);
};

/** The volume that the path names. */
export function findVolume(state: State, call: Call): Volume {
    const volume = state.volumes.find(({ id }) => id === call.params.id);
    if (volume === undefined) throw notFound();
    return volume;
}

function named(state: State, { query: { name, region } }: Call): readonly Volume[] {
    return state.volumes.filter(
        (volume) => (name === undefined || volume.name === name) && (region === undefined || volume.region === region),
    );
}

function without(state: State, volume: Volume): ReturnType<Handler> {
    if (volume.dropletId !== null || volume.attachedTo !== null || isBusy(state, volumeSubject(volume.id))) {
        throw conflict(
            "A volume that's attached to a Droplet cannot be deleted. Please detach it first before deleting.",
        );
    }
    const left = { ...state, volumes: state.volumes.filter((one) => one !== volume) };
    return { state: leave(left, `do:volume:${volume.id}`), answer: { status: 204 } };
}

function renderVolume(volume: Volume): object {
    return {
        id: volume.id,
        region: regionOf(volume.region),
        droplet_ids: volume.attachedTo === null ? [] : [volume.attachedTo],
        name: volume.name,
        description: volume.description,
        size_gigabytes: volume.size,
        created_at: instant(volume.createdAt),
        filesystem_type: volume.filesystemType,
        filesystem_label: volume.filesystemLabel,
        tags: volume.tags,
    };
}
