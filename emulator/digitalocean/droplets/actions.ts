import { z } from "zod";
import { actionOf, actionsOf, renderAction } from "../actions/actions";
import { refuseWhileBusy, startAction } from "../actions/start-action";
import { unprocessable } from "../api-error";
import type { Handler } from "../call";
import { findSize, type Size, sizesIn } from "../catalog/sizes";
import { changed } from "../changed";
import { read } from "../input";
import { type Droplet, dropletSubject, ipv6Of } from "./droplet";
import { findDroplet } from "./droplets";

const request = z.discriminatedUnion("type", [
    z.object({ type: z.enum(["power_on", "power_off", "shutdown", "power_cycle", "reboot"]) }),
    z.object({ type: z.literal("rename"), name: z.string().regex(/^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/) }),
    z.object({
        type: z.enum([
            "enable_backups",
            "disable_backups",
            "change_backup_policy",
            "enable_ipv6",
            "enable_private_networking",
        ]),
    }),
    z.object({ type: z.literal("resize"), size: z.string(), disk: z.boolean().default(false) }),
]);

/** `POST /v2/droplets/:id/actions`: API reference, section "Droplet Actions". */
export const actOnDroplet: Handler = (state, call) => {
    const droplet = findDroplet(state, call);
    const asked = read(request, call.body);
    const subject = dropletSubject(droplet.id);
    refuseWhileBusy(state, subject);
    const after = { ...droplet, ...change(droplet, asked) };
    const started = startAction(state, {
        type: asked.type,
        resourceType: "droplet",
        resourceId: droplet.id,
        region: droplet.region,
        subjects: [subject],
        now: call.now,
        takes: call.durations.power,
    });
    return {
        state: { ...started.state, droplets: changed(state.droplets, "id", droplet.id, () => after) },
        answer: { status: 201, body: { action: renderAction(started.action) } },
    };
};

/** `GET /v2/droplets/:id/actions`. */
export const listDropletActions: Handler = (state, call) =>
    actionsOf(state, call, dropletSubject(findDroplet(state, call).id));

/** `GET /v2/droplets/:id/actions/:action`. */
export const getDropletAction: Handler = (state, call) =>
    actionOf(state, call, dropletSubject(findDroplet(state, call).id));

/** What an action makes of a droplet; starting a dead one revives it. */
function change(droplet: Droplet, asked: z.infer<typeof request>): Partial<Droplet> {
    switch (asked.type) {
        case "power_on":
            return { power: "on", dead: false };
        case "power_off":
        case "shutdown":
            return { power: "off", stop: asked.type };
        case "power_cycle":
        case "reboot":
            if (droplet.power === "off")
                throw unprocessable("Droplet is currently off. Please power it on to run this event.");
            return { restart: asked.type, restarts: droplet.restarts + 1, dead: false };
        case "rename":
            return { name: asked.name };
        case "enable_backups":
            return withFeature(droplet, "backups");
        case "disable_backups":
            refuseWithoutBackups(droplet);
            return { features: droplet.features.filter((feature) => feature !== "backups") };
        case "change_backup_policy":
            refuseWithoutBackups(droplet);
            return {};
        case "enable_ipv6":
            return { ...withFeature(droplet, "ipv6"), publicIpv6: ipv6Of(droplet.id) };
        case "enable_private_networking":
            return withFeature(droplet, "private_networking");
        case "resize":
            return resized(droplet, findSize(asked.size), asked.disk);
    }
}

function withFeature({ features }: Droplet, feature: string): Pick<Droplet, "features"> {
    if (features.includes(feature)) throw unprocessable(`${feature} is already enabled on this Droplet.`);
    return { features: [...features, feature] };
}

function refuseWithoutBackups({ features }: Droplet): void {
    if (!features.includes("backups")) throw unprocessable("Backups are not enabled on this Droplet.");
}

function resized(droplet: Droplet, size: Size | undefined, withDisk: boolean): Partial<Droplet> {
    if (size === undefined) throw unprocessable("You specified an invalid size for Droplet resize.");
    if (!sizesIn(droplet.region).includes(size)) throw unprocessable("Size is not available in this region.");
    if (droplet.status !== "off")
        throw unprocessable("Droplet is currently on. Please power it off to run this event.");
    if (size.disk < droplet.disk) throw unprocessable("This size is not available because it has a smaller disk.");
    return { size: size.slug, disk: withDisk ? size.disk : droplet.disk };
}
