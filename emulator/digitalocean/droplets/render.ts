import { isBusy } from "../actions/start-action";
import { imageOf } from "../catalog/images";
import { regionOf } from "../catalog/regions";
import { sizeOf } from "../catalog/sizes";
import { instant } from "../instant";
import { addressAt, netmask, networkOf } from "../networks/addresses";
import type { State } from "../state";
import { type Droplet, dropletSubject } from "./droplet";

/** A droplet as the API shows it, whole: API reference, section "Droplets". */
export function renderDroplet(state: State, droplet: Droplet): object {
    const size = sizeOf(droplet.size);
    return {
        id: droplet.id,
        name: droplet.name,
        memory: size.memory,
        vcpus: size.vcpus,
        disk: droplet.disk,
        disk_info: [{ type: "local", size: { amount: droplet.disk, unit: "gib" } }],
        locked: isBusy(state, dropletSubject(droplet.id)),
        status: droplet.status,
        kernel: null,
        created_at: instant(droplet.createdAt),
        features: droplet.features,
        backup_ids: [],
        next_backup_window: null,
        snapshot_ids: [],
        image: imageOf(droplet.image),
        volume_ids: state.volumes.filter(({ attachedTo }) => attachedTo === droplet.id).map(({ id }) => id),
        size,
        size_slug: droplet.size,
        networks: renderNetworks(state, droplet),
        region: regionOf(droplet.region),
        tags: droplet.tags,
        vpc_uuid: droplet.vpc,
    };
}

/** Addresses show up when the droplet is active. */
function renderNetworks(state: State, droplet: Droplet): object {
    if (droplet.status === "new") return { v4: [], v6: [] };
    const vpc = state.vpcs.find(({ id }) => id === droplet.vpc);
    const inside = networkOf(vpc?.ipRange ?? state.publicNetwork);
    const outside = networkOf(state.publicNetwork);
    return {
        v4: [
            ...(droplet.publicAddress === null
                ? []
                : [
                      {
                          ip_address: droplet.publicAddress,
                          netmask: netmask(outside),
                          gateway: addressAt(outside, 1),
                          type: "public",
                      },
                  ]),
            {
                ip_address: droplet.privateAddress,
                netmask: netmask(inside),
                gateway: addressAt(inside, 1),
                type: "private",
            },
        ],
        v6:
            droplet.publicIpv6 === null
                ? []
                : [{ ip_address: droplet.publicIpv6, netmask: 64, gateway: "2001:db8::1", type: "public" }],
    };
}
