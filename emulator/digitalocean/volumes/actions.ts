import { z } from "zod";
import { actionOf, actionsOf, renderAction } from "../actions/actions";
import { refuseWhileBusy, startAction } from "../actions/start-action";
import { notFound, unprocessable } from "../api-error";
import type { Handler } from "../call";
import { changed } from "../changed";
import { dropletSubject } from "../droplets/droplet";
import { dropletId, read } from "../input";
import type { State } from "../state";
import { type Volume, volumeSubject } from "./volume";
import { findVolume, largestVolume } from "./volumes";

/** The most volumes that a droplet has. */
const volumesOfDroplet = 15;

const request = z.discriminatedUnion("type", [
    z.object({ type: z.literal("attach"), droplet_id: dropletId }),
    z.object({ type: z.literal("detach"), droplet_id: dropletId }),
    z.object({ type: z.literal("resize"), size_gigabytes: z.number().int().max(largestVolume) }),
]);

/** `POST /v2/volumes/:id/actions`: API reference, section "Block Storage Actions". */
export const actOnVolume: Handler = (state, call) => {
    const volume = findVolume(state, call);
    const asked = read(request, call.body);
    const after = { ...volume, ...change(state, volume, asked) };
    const droplet = after.dropletId ?? volume.dropletId;
    const subjects = [volumeSubject(volume.id), ...(droplet === null ? [] : [dropletSubject(droplet)])];
    for (const subject of subjects) refuseWhileBusy(state, subject);
    const started = startAction(state, {
        type: `${asked.type}_volume`,
        resourceType: "volume",
        resourceId: null,
        region: volume.region,
        subjects,
        now: call.now,
        takes: call.durations.volume,
    });
    return {
        state: { ...started.state, volumes: changed(state.volumes, "id", volume.id, () => after) },
        answer: { status: 202, body: { action: renderAction(started.action) } },
    };
};

/** `GET /v2/volumes/:id/actions`. */
export const listVolumeActions: Handler = (state, call) =>
    actionsOf(state, call, volumeSubject(findVolume(state, call).id));

/** `GET /v2/volumes/:id/actions/:action`. */
export const getVolumeAction: Handler = (state, call) =>
    actionOf(state, call, volumeSubject(findVolume(state, call).id));

function change(state: State, volume: Volume, asked: z.infer<typeof request>): Partial<Volume> {
    if (asked.type === "resize") {
        if (asked.size_gigabytes <= volume.size) throw unprocessable("volumes can only be resized upwards");
        return { size: asked.size_gigabytes };
    }
    const droplet = state.droplets.find(({ id }) => id === asked.droplet_id);
    if (droplet === undefined) throw notFound();
    if (asked.type === "detach") {
        if (volume.dropletId !== droplet.id) throw unprocessable("Attachment not found");
        return { dropletId: null };
    }
    if (volume.dropletId !== null) throw unprocessable("This volume is already attached");
    if (droplet.region !== volume.region) throw unprocessable("The volume and the Droplet must be in the same region");
    if (state.volumes.filter((one) => one.dropletId === droplet.id).length >= volumesOfDroplet) {
        throw unprocessable(`No more than ${volumesOfDroplet} volumes can be attached to a Droplet`);
    }
    return { dropletId: droplet.id };
}
