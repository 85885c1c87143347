import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type Properties, secret, unknown, type Value } from "../support/values";
import { type DigitalOceanDriver, type Kind, least, publicKey, type Single } from "./driver";

const rule = { protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] };
const { forwardingRules } = least.loadBalancer;

/** What the plugin makes of inputs before anything is created. */
export const inputContracts: readonly Contract<DigitalOceanDriver>[] = [
    {
        promise: "has the npm package's version",
        source: "npm: the SDK asks the engine for the plugin of its own version",
        async hold({ of }) {
            expect(await of("vpc").version()).to.equal("4.80.1");
        },
    },
    completes("droplet", {
        backups: false,
        gracefulShutdown: false,
        ipv6: false,
        monitoring: false,
        resizeDisk: true,
    }),
    completes("project", { description: "", isDefault: false, purpose: "Web Application" }),
    completes("loadBalancer", {
        algorithm: "round_robin",
        disableLetsEncryptDnsRecords: false,
        enableBackendKeepalive: false,
        enableProxyProtocol: false,
        redirectHttpToHttps: false,
    }),
    takes(
        "volumeAttachment",
        { dropletId: "12", volumeId: "v" },
        { dropletId: 12 },
        "an id as text where a number is due",
    ),
    takes("droplet", { ...least.droplet, sshKeys: [12] }, { sshKeys: ["12"] }, "a number where an id as text is due"),
    takes("droplet", { ...least.droplet, vpcUuid: unknown }, { vpcUuid: unknown }, "what is not known yet"),
    takes("droplet", { ...least.droplet, userData: secret("a") }, { userData: secret("a") }, "what is secret"),
    refuses("droplet", { region: "fra1", size: "s-1vcpu-1gb" }, "image", "image: Required"),
    refuses("droplet", { region: "fra1", image: "debian-12-x64" }, "size", "size: Required"),
    refuses("droplet", { ...least.droplet, image: "" }, "image", "image: NoZeroValues"),
    refuses("droplet", { ...least.droplet, monitoring: "perhaps" }, "monitoring", "monitoring: TypeBool"),
    refuses("droplet", { ...least.droplet, sshKey: "a" }, "sshKey", "there is no such input"),
    refuses("droplet", { ...least.droplet, ipv4Address: "1.2.3.4" }, "ipv4Address", "ipv4_address: Computed alone"),
    refuses(
        "droplet",
        { ...least.droplet, backupPolicy: { plan: "daily", hour: 4 } },
        "backup_policy can only be set when backups are enabled",
        "errDropletBackupPolicy",
    ),
    refuses("firewall", {}, "At least one rule must be specified", "CustomizeDiff"),
    refuses("firewall", { inboundRules: [{ protocol: "tcp" }] }, "`port_range`", "CustomizeDiff"),
    refuses("firewall", { inboundRules: [{ ...rule, protocol: "gre" }] }, "protocol", "protocol: tcp, udp, icmp"),
    refuses("firewall", { inboundRules: [{ portRange: "22" }] }, "protocol", "protocol: Required"),
    refuses("loadBalancer", { forwardingRules }, "missing 'region' value", "CustomizeDiff"),
    refuses(
        "loadBalancer",
        { ...least.loadBalancer, healthcheck: { protocol: "http", port: 80 } },
        "health check `path` is required",
        "CustomizeDiff",
    ),
    refuses(
        "loadBalancer",
        { ...least.loadBalancer, healthcheck: { protocol: "tcp", port: 80, path: "/" } },
        "health check `path` is not allowed",
        "CustomizeDiff",
    ),
    refuses("loadBalancer", { ...least.loadBalancer, sizeUnit: 201 }, "sizeUnit", "size_unit: IntBetween(1, 200)"),
    refuses("loadBalancer", { ...least.loadBalancer, dropletIds: [1], dropletTag: "a" }, "dropletTag", "ConflictsWith"),
    refuses("project", { environment: "prod" }, "environment", "environment: development, staging, production"),
    refuses("reservedIp", {}, "region", "region: Required"),
    refuses("reservedIpAssignment", { ipAddress: "1.2.3.4" }, "dropletId", "droplet_id: Required"),
    refuses("sshKey", {}, "publicKey", "public_key: Required"),
    refuses("volume", { region: "fra1" }, "size", "size: Required"),
    refuses("volume", { size: 10 }, "region", "region: Required"),
    refuses("volume", { ...least.volume, size: 0 }, "size", "size: IntAtLeast(1)"),
    refuses("volume", { ...least.volume, initialFilesystemType: "zfs" }, "initialFilesystemType", "ext4, xfs"),
    refuses("volumeAttachment", { dropletId: 1 }, "volumeId", "volume_id: Required"),
    refuses("vpc", {}, "region", "region: Required"),
    previews("droplet", [
        "createdAt",
        "disk",
        "dropletUrn",
        "ipv4Address",
        "ipv4AddressPrivate",
        "ipv6Address",
        "locked",
        "memory",
        "priceHourly",
        "priceMonthly",
        "privateNetworking",
        "publicNetworking",
        "status",
        "vcpus",
        "volumeIds",
        "vpcUuid",
    ]),
    previews("firewall", ["createdAt", "pendingChanges", "status"]),
    previews("reservedIp", ["ipAddress", "reservedIpUrn"]),
    previews("sshKey", ["fingerprint"]),
    previews("volume", ["dropletIds", "filesystemLabel", "filesystemType", "volumeUrn"]),
    previews("vpc", ["createdAt", "default", "ipRange", "vpcUrn"]),
    {
        promise: "records user data as its hash, secret where that was secret",
        source: "user_data: StateFunc: HashStringStateFunc (SHA-1, hex)",
        async hold({ of }) {
            const hash = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
            for (const [userData, recorded] of [
                ["a", hash],
                [secret("a"), secret(hash)],
            ] as const) {
                const { inputs } = await of("droplet").check("d", { ...least.droplet, userData });
                const { state } = await of("droplet").create("d", inputs, { preview: true });
                expect(state.userData).to.deep.equal(recorded);
            }
        },
    },
    {
        promise: "asks the API nothing in a preview",
        source: "protocol: Create with preview set must not make anything",
        async hold({ fresh }) {
            const provider = await fresh({ token: "none", apiEndpoint: "http://127.0.0.1:9" });
            const { inputs } = await provider.check("v", least.vpc);
            expect((await provider.create("v", inputs, { preview: true })).state.region).to.equal("fra1");
        },
    },
    takes("sshKey", { publicKey: `${publicKey}\n` }, { publicKey: `${publicKey}\n` }, "a key with a line break"),
];

function completes(kind: Single, defaults: Properties): Contract<DigitalOceanDriver> {
    return {
        promise: `sets a ${kind}'s ${Object.keys(defaults).join(", ")}`,
        source: "Default in the schema",
        async hold({ of }) {
            const { __defaults: filled, name: _, ...inputs } = (await of(kind).check("d", least[kind])).inputs;
            expect(inputs).to.deep.equal({ ...least[kind], ...defaults, ...nestedDefaults[kind as "loadBalancer"] });
            expect(filled).to.deep.equal([...Object.keys(defaults), "name"].sort());
        },
    };
}

const nestedDefaults = { loadBalancer: { forwardingRules: [{ ...forwardingRules[0], tlsPassthrough: false }] } };

function refuses(kind: Kind, news: Properties, said: string, source: string): Contract<DigitalOceanDriver> {
    return {
        promise: `refuses a ${kind} with ${JSON.stringify(news)}, and says ${said}`,
        source,
        async hold({ of }) {
            const { failures } = await of(kind).check("r", news);
            expect(failures.map((failure) => `${failure.property} ${failure.reason}`).join()).to.contain(said);
        },
    };
}

function takes(kind: Kind, news: Properties, checked: Properties, what: string): Contract<DigitalOceanDriver> {
    return {
        promise: `takes for a ${kind} ${what}`,
        source: "the types of the inputs",
        async hold({ of }) {
            const { inputs, failures } = await of(kind).check("t", news);
            expect(failures).to.deep.equal([]);
            const found: Record<string, Value | undefined> = {};
            for (const key of Object.keys(checked)) found[key] = inputs[key];
            expect(found).to.deep.equal(checked);
        },
    };
}

function previews(kind: Single, told: readonly string[]): Contract<DigitalOceanDriver> {
    return {
        promise: `leaves ${told.join(", ")} of a ${kind} unknown in a preview`,
        source: "outputs that are not optional, and that no input sets",
        async hold({ of }) {
            const { inputs } = await of(kind).check("p", least[kind]);
            const { id, state } = await of(kind).create("p", inputs, { preview: true });
            expect(id).to.equal("");
            expect(Object.keys(state).filter((key) => state[key] === unknown)).to.have.members(told);
        },
    };
}
