import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type Properties, secret, unknown } from "../support/values";
import { type DigitalOceanDriver, type Kind, least, publicKey } from "./driver";

const attachment = { dropletId: 1, volumeId: "v" };
const assignment = { dropletId: 1, ipAddress: "198.51.100.1" };
const full: Readonly<Record<Kind, Properties>> = {
    ...least,
    volumeAttachment: attachment,
    reservedIpAssignment: assignment,
    projectResources: { project: "p", resources: ["do:droplet:1"] },
};
const ssh = { protocol: "tcp", portRange: "22", sourceAddresses: ["192.0.2.0/24", "198.51.100.0/24"] };
const everywhere = { protocol: "udp", portRange: "all", destinationAddresses: ["0.0.0.0/0"] };
const web = { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] };

/** Which changed input means what. */
export const changeContracts: readonly Contract<DigitalOceanDriver>[] = [
    ...replaces("droplet", {
        dropletAgent: true,
        image: "ubuntu-24-04-x64",
        monitoring: true,
        region: "ams3",
        sshKeys: ["1"],
        userData: "#cloud-config\n",
        vpcUuid: "9a4b5c6d-0000-4000-8000-000000000000",
    }),
    ...updates("droplet", {
        backups: true,
        gracefulShutdown: true,
        ipv6: true,
        name: "other",
        resizeDisk: false,
        size: "s-2vcpu-4gb",
        tags: ["a"],
        volumeIds: ["v"],
    }),
    ...replaces("volume", {
        description: "other",
        initialFilesystemLabel: "data",
        initialFilesystemType: "xfs",
        name: "other",
        region: "ams3",
        snapshotId: "s",
    }),
    ...updates("volume", { size: 20, tags: ["a"] }),
    ...replaces("volumeAttachment", { dropletId: 2, volumeId: "w" }),
    ...replaces("vpc", { ipRange: "10.9.0.0/16", region: "ams3" }),
    ...updates("vpc", { description: "other", name: "other" }),
    ...updates("firewall", {
        dropletIds: [1],
        inboundRules: [ssh],
        name: "other",
        outboundRules: [everywhere],
        tags: ["a"],
    }),
    ...replaces("reservedIp", { region: "ams3" }),
    ...updates("reservedIp", { dropletId: 1 }),
    ...replaces("reservedIpAssignment", { dropletId: 2, ipAddress: "198.51.100.2" }),
    ...replaces("loadBalancer", { network: "INTERNAL", region: "ams3", type: "REGIONAL_NETWORK", vpcUuid: "v" }),
    ...updates("loadBalancer", {
        dropletIds: [1],
        enableProxyProtocol: true,
        forwardingRules: [{ entryProtocol: "udp", entryPort: 53, targetProtocol: "udp", targetPort: 53 }],
        healthcheck: { protocol: "tcp", port: 81 },
        httpIdleTimeoutSeconds: 90,
        name: "other",
        sizeUnit: 2,
    }),
    ...updates("project", {
        description: "other",
        environment: "Staging",
        name: "other",
        purpose: "other",
        resources: ["do:droplet:1"],
    }),
    ...replaces("projectResources", { project: "q" }),
    ...updates("projectResources", { resources: ["do:droplet:2"] }),
    ...replaces("sshKey", { publicKey: `${publicKey}2` }),
    ...updates("sshKey", { name: "other" }),
    ...replaces("tag", { name: "other" }),
    same("droplet", "a flag set to what it is without", {}, { backups: false, ipv6: false }),
    same(
        "droplet",
        "tags and keys in another order",
        { tags: ["a", "b"], sshKeys: ["1", "2"] },
        { tags: ["b", "a"], sshKeys: ["2", "1"] },
    ),
    same("droplet", "size and region in capital letters", {}, { region: "FRA1", size: "S-1VCPU-1GB" }),
    same("droplet", "user data that becomes secret", { userData: "a" }, { userData: secret("a") }),
    same("droplet", "a network that is left to the API again", { vpcUuid: "v" }, {}),
    same(
        "firewall",
        "rules and addresses in another order",
        { inboundRules: [ssh, web] },
        {
            inboundRules: [web, { ...ssh, sourceAddresses: [...ssh.sourceAddresses].reverse() }],
        },
    ),
    same("firewall", "an empty list", {}, { tags: [], dropletIds: [] }),
    same("volume", "an empty list of tags", {}, { tags: [] }),
    same("project", "an environment in other letters", { environment: "Production" }, { environment: "production" }),
    same("sshKey", "a line break at the key's end", {}, { publicKey: `${publicKey}\n` }),
    same(
        "loadBalancer",
        "a health check with its defaults",
        { healthcheck: { protocol: "tcp", port: 80 } },
        {
            healthcheck: { protocol: "tcp", port: 80, healthyThreshold: 5, checkIntervalSeconds: 10 },
        },
    ),
    same("loadBalancer", "a size that is told in units", { sizeUnit: 3 }, { size: "lb-medium", sizeUnit: 3 }),
    differs("droplet", "IPv6 taken away", { ipv6: true }, {}, { replaces: ["ipv6"] }),
    differs("droplet", "user data taken away", { userData: "a" }, {}, { replaces: ["userData"] }),
    differs(
        "droplet",
        "a network that is not known yet",
        { vpcUuid: "v" },
        { vpcUuid: unknown },
        { replaces: ["vpcUuid"] },
    ),
    differs(
        "volumeAttachment",
        "a droplet that is not known yet",
        {},
        { dropletId: unknown },
        { replaces: ["dropletId"] },
    ),
    differs(
        "firewall",
        "an address more",
        { inboundRules: [ssh] },
        {
            inboundRules: [{ ...ssh, sourceAddresses: ["192.0.2.0/24"] }],
        },
        { replaces: [] },
    ),
    deletesFirst("droplet", { name: "mine" }, true, "an explicit name that both would bear"),
    deletesFirst("droplet", {}, false, "an automatic name"),
    {
        promise: "refuses to shrink a volume",
        source: "CustomizeDiff: volumes `size` can only be expanded and not shrunk",
        async hold(driver) {
            const failed = await compare(driver, "volume", { size: 20 }, { size: 10 }).catch(
                (error: Error) => error.message,
            );
            expect(failed).to.contain("volumes `size` can only be expanded and not shrunk");
        },
    },
    {
        promise: "finds what was changed behind its back",
        source: "Terraform: the plan compares the configuration with the refreshed state",
        async hold({ of }) {
            const { inputs } = await of("vpc").check("c", { ...least.vpc, description: "mine" });
            const { __defaults: _, ...known } = inputs;
            const state = { ...known, description: "theirs" };
            const { diffs } = await of("vpc").diff("c", { inputs, state }, inputs);
            expect(diffs).to.deep.equal(["description"]);
        },
    },
];

function replaces(kind: Kind, changes: Properties): readonly Contract<DigitalOceanDriver>[] {
    return Object.entries(changes).map(([property, value]) =>
        differs(kind, `another ${property}`, {}, { [property]: value }, { replaces: [property] }),
    );
}

function updates(kind: Kind, changes: Properties): readonly Contract<DigitalOceanDriver>[] {
    return Object.entries(changes).map(([property, value]) =>
        differs(kind, `another ${property}`, {}, { [property]: value }, { replaces: [] }),
    );
}

function differs(
    kind: Kind,
    what: string,
    before: Properties,
    after: Properties,
    expected: { readonly replaces: readonly string[] },
): Contract<DigitalOceanDriver> {
    return {
        promise: `${expected.replaces.length > 0 ? "replaces" : "updates"} a ${kind} for ${what}`,
        source: "ForceNew in the schema, or its absence",
        async hold(driver) {
            const difference = await compare(driver, kind, before, after);
            expect(difference.changed).to.equal(true);
            expect(difference.replaces).to.deep.equal(expected.replaces);
        },
    };
}

function same(kind: Kind, what: string, before: Properties, after: Properties): Contract<DigitalOceanDriver> {
    return {
        promise: `sees no change of a ${kind} in ${what}`,
        source: "the schema: sets have no order; StateFunc; DiffSuppressFunc; Computed properties stay",
        async hold(driver) {
            expect((await compare(driver, kind, before, after)).diffs).to.deep.equal([]);
        },
    };
}

function deletesFirst(kind: Kind, named: Properties, first: boolean, what: string): Contract<DigitalOceanDriver> {
    return {
        promise: `${first ? "deletes" : "creates"} first when a ${kind} with ${what} is replaced`,
        source: "deleteBeforeReplace: automatic names let the replacement be created first",
        async hold(driver) {
            const difference = await compare(driver, kind, named, { ...named, image: "ubuntu-24-04-x64" });
            expect(difference.deleteBeforeReplace).to.equal(first);
        },
    };
}

/** Compares a resource, recorded as a preview shows it, with the same one under other inputs, as the engine does. */
async function compare({ of }: DigitalOceanDriver, kind: Kind, before: Properties, after: Properties) {
    const old = (await of(kind).check("c", { ...full[kind], ...before })).inputs;
    const { inputs, failures } = await of(kind).check("c", { ...full[kind], ...after }, { olds: old });
    expect(failures).to.deep.equal([]);
    const { state } = await of(kind).create("c", old, { preview: true });
    const known = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== unknown));
    return of(kind).diff("c", { inputs: old, state: known }, inputs);
}
