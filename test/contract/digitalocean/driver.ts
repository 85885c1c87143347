import type { Durations } from "../../../emulator/digitalocean/durations";
import type { DigitalOcean } from "../../../emulator/digitalocean/server";
import type { RecordingMachines } from "../../unit/emulator/digitalocean/support/recording-machines";
import type { ProviderDriver, Reported } from "../support/provider-driver";
import type { Properties } from "../support/values";

/** The resource types of the digitalocean plugin that have contracts. */
export const types = {
    droplet: "digitalocean:index/droplet:Droplet",
    firewall: "digitalocean:index/firewall:Firewall",
    loadBalancer: "digitalocean:index/loadBalancer:LoadBalancer",
    project: "digitalocean:index/project:Project",
    projectResources: "digitalocean:index/projectResources:ProjectResources",
    reservedIp: "digitalocean:index/reservedIp:ReservedIp",
    reservedIpAssignment: "digitalocean:index/reservedIpAssignment:ReservedIpAssignment",
    sshKey: "digitalocean:index/sshKey:SshKey",
    tag: "digitalocean:index/tag:Tag",
    volume: "digitalocean:index/volume:Volume",
    volumeAttachment: "digitalocean:index/volumeAttachment:VolumeAttachment",
    vpc: "digitalocean:index/vpc:Vpc",
} as const;

/** One of the resource types. */
export type Kind = keyof typeof types;

/** What a contract of the digitalocean plugin works with: an account of its own. */
export interface DigitalOceanDriver {
    /** The plugin, for one resource type. */
    readonly of: (kind: Kind) => ProviderDriver;
    /** Another plugin, configured with these settings beside the account's address. */
    readonly fresh: (settings: Properties, env?: Readonly<Record<string, string>>) => Promise<ProviderDriver>;
    readonly emulator: DigitalOcean;
    readonly machines: RecordingMachines;
    /** Asks the API itself; returns the only value of the answer's body. */
    readonly api: (method: string, path: string, body?: object) => Promise<Answer>;
    /** Orders what goes wrong from now on; see `POST /_faults`. */
    readonly faults: (order: object) => Promise<void>;
    /** Ends the API, or starts it again with the account as it was. */
    readonly down: () => Promise<void>;
    readonly up: () => Promise<void>;
}

// Answers are JSON of many shapes.
// biome-ignore lint/suspicious/noExplicitAny: each contract knows what it asked for
export type Answer = any;

/** The token that the account takes. */
export const token = "dop_v1_contract";

/** Long enough for a plugin that does not wait to be found out. */
export const durations: Durations = {
    droplet: 400,
    power: 200,
    volume: 200,
    reservedIp: 200,
    firewall: 100,
    loadBalancer: 400,
};

export const publicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG6FoRpL0HdVqgdRQgJ2Ynxmc6ViXBvi5gfT1P46SEzf deploy@example.com";

/** The least inputs with which a resource of each kind can be made, where it needs no other one. */
export const least = {
    droplet: { image: "debian-12-x64", region: "fra1", size: "s-1vcpu-1gb" },
    firewall: { outboundRules: [{ protocol: "icmp", destinationAddresses: ["0.0.0.0/0"] }] },
    loadBalancer: {
        region: "fra1",
        forwardingRules: [{ entryProtocol: "tcp", entryPort: 80, targetProtocol: "tcp", targetPort: 80 }],
    },
    project: {},
    reservedIp: { region: "fra1" },
    sshKey: { publicKey },
    tag: {},
    volume: { region: "fra1", size: 10 },
    vpc: { region: "fra1" },
} as const satisfies Partial<Record<Kind, Properties>>;

/** The kinds that need no other resource. */
export type Single = keyof typeof least;

/** A resource that was made, and what of. */
export interface Made extends Reported {
    readonly inputs: Properties;
}

/** Checks inputs and makes a resource of them, as the engine does. */
export async function make({ of }: DigitalOceanDriver, kind: Kind, given: Properties): Promise<Made> {
    const { inputs, failures } = await of(kind).check("made", given);
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join());
    return { ...(await of(kind).create("made", inputs)), inputs };
}

/** Makes what needs no other resource, out of the least and these. */
export function makeSingle(driver: DigitalOceanDriver, kind: Single, more: Properties = {}): Promise<Made> {
    return make(driver, kind, { ...least[kind], ...more });
}

/** Checks other inputs for a resource, and compares and updates it with them. */
export async function change({ of }: DigitalOceanDriver, kind: Kind, made: Made, given: Properties) {
    const { inputs, failures } = await of(kind).check("made", given, { olds: made.inputs });
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join());
    const difference = await of(kind).diff("made", made, inputs);
    const update = async (): Promise<Made> => ({
        id: made.id,
        inputs,
        state: await of(kind).update("made", made, inputs),
    });
    return { inputs, difference, update };
}
