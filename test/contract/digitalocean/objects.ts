import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { type DigitalOceanDriver, least, makeSingle, publicKey, type Single } from "./driver";

/** What the plugin makes, reads and removes. */
export const objectContracts: readonly Contract<DigitalOceanDriver>[] = [
    ...(Object.keys(least) as readonly Single[]).map((kind) => lives(kind, {}, "the least inputs")),
    lives("droplet", { ipv6: true, monitoring: true, tags: ["b", "a"], userData: "#!/bin/sh\n" }, "many inputs"),
    lives(
        "firewall",
        {
            inboundRules: [
                { protocol: "tcp", portRange: "all", sourceAddresses: ["192.0.2.0/24", "10.0.0.0/8"] },
                { protocol: "udp", portRange: "8000-9000", sourceTags: ["a"] },
                { protocol: "icmp", sourceAddresses: ["::/0"] },
            ],
            tags: ["a"],
        },
        "many inputs",
    ),
    lives(
        "loadBalancer",
        {
            forwardingRules: [443, 80].map((port) => ({
                entryProtocol: "tcp",
                entryPort: port,
                targetProtocol: "tcp",
                targetPort: port,
            })),
            healthcheck: { protocol: "tcp", port: 8404, checkIntervalSeconds: 3, healthyThreshold: 2 },
            enableProxyProtocol: true,
            dropletTag: "web",
            sizeUnit: 2,
            firewall: { allows: ["cidr:192.0.2.0/24"] },
            network: "EXTERNAL",
        },
        "many inputs",
    ),
    lives(
        "volume",
        { description: "data", initialFilesystemType: "ext4", initialFilesystemLabel: "data", tags: ["a"] },
        "many inputs",
    ),
    lives("vpc", { description: "all", ipRange: "10.11.0.0/16" }, "many inputs"),
    lives("project", { environment: "Production", purpose: "Service or API", description: "all" }, "many inputs"),
    {
        promise: "makes a droplet, waits until it is active, and tells its addresses and size",
        source: "digitalocean_droplet: status, ipv4_address, ipv4_address_private, memory, vcpus: Computed",
        async hold(driver) {
            const key = await makeSingle(driver, "sshKey");
            const given = { sshKeys: [key.id], userData: "#!/bin/sh\n", name: "web-1" };
            const made = await makeSingle(driver, "droplet", given);
            const live = await driver.api("GET", `/v2/droplets/${made.id}`);
            expect(live.status).to.equal("active");
            expect(made.state).to.deep.include({
                name: "web-1",
                image: "debian-12-x64",
                status: "active",
                locked: false,
                memory: 1024,
                vcpus: 1,
                disk: 25,
                dropletUrn: `do:droplet:${made.id}`,
                vpcUuid: live.vpc_uuid,
                sshKeys: [key.id],
                ipv4Address: live.networks.v4[0].ip_address,
                ipv4AddressPrivate: live.networks.v4[1].ip_address,
            });
            expect(driver.machines.orders[0]).to.deep.include({ do: "boot" });
            expect(JSON.stringify(driver.machines.orders[0])).to.contain("#!/bin/sh").and.contain(publicKey);
        },
    },
    imports("droplet", { tags: ["a"] }, { image: "debian-12-x64", size: "s-1vcpu-1gb", region: "fra1", tags: ["a"] }),
    imports("firewall", { tags: ["a"] }, { outboundRules: least.firewall.outboundRules, tags: ["a"] }),
    imports("loadBalancer", { sizeUnit: 2 }, { region: "fra1", sizeUnit: 2 }),
    imports("project", { environment: "Staging" }, { environment: "Staging", purpose: "Web Application" }),
    imports("reservedIp", {}, { region: "fra1" }),
    imports("sshKey", {}, { publicKey }),
    imports("tag", {}, {}),
    imports("volume", { tags: ["a"] }, { region: "fra1", size: 10, tags: ["a"] }),
    imports("vpc", { ipRange: "10.11.0.0/16" }, { region: "fra1", ipRange: "10.11.0.0/16" }),
    {
        promise: "finds a droplet gone that was deleted by hand",
        source: "resourceDigitalOceanDropletRead: 404 clears the id",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet");
            await driver.api("DELETE", `/v2/droplets/${made.id}`);
            expect((await driver.of("droplet").read("made", made, made.inputs)).id).to.equal("");
        },
    },
    {
        promise: "shows what was changed by hand in a refresh, in the inputs too",
        source: "bridge: the refreshed inputs are taken from the refreshed state",
        async hold(driver) {
            const made = await makeSingle(driver, "vpc", { description: "mine" });
            await driver.api("PATCH", `/v2/vpcs/${made.id}`, { description: "theirs" });
            const read = await driver.of("vpc").read("made", made, made.inputs);
            expect(read.state.description).to.equal("theirs");
            expect(read.inputs).to.deep.equal({ ...made.inputs, description: "theirs" });
        },
    },
];

/** Read, refreshed without a change, removed, gone: the life of any object. */
function lives(kind: Single, more: Properties, what: string): Contract<DigitalOceanDriver> {
    return {
        promise: `reads a ${kind} with ${what} as it was made, removes it, and finds it gone`,
        source: "bridge: id is among the outputs; protocol: Read answers with an empty id when the resource is gone; deleting what is gone succeeds",
        async hold(driver) {
            const provider = driver.of(kind);
            // A firewall takes none but tags that are there.
            await driver.api("POST", "/v2/tags", { name: "a" });
            const made = await makeSingle(driver, kind, more);
            expect(made.state.id).to.equal(made.id);
            const read = await provider.read("made", made, made.inputs);
            // A firewall is applied to droplets in the background.
            const settled =
                kind === "firewall" ? { ...made, state: { ...made.state, status: read.state.status } } : made;
            expect(read).to.deep.equal(settled);
            expect((await provider.diff("made", read, made.inputs)).diffs).to.deep.equal([]);
            await provider.delete("made", made);
            expect((await provider.read("made", made, made.inputs)).id).to.equal("");
            await provider.delete("made", made);
        },
    };
}

function imports(kind: Single, more: Properties, told: Properties): Contract<DigitalOceanDriver> {
    return {
        promise: `imports a ${kind} by its id, without a difference to the program that made it`,
        source: `pulumi import digitalocean:index/…:${kind} id`,
        async hold(driver) {
            await driver.api("POST", "/v2/tags", { name: "a" });
            const made = await makeSingle(driver, kind, more);
            const read = await driver.of(kind).read("made", { id: made.id, state: {} });
            expect([read.id, read.state.id]).to.deep.equal([made.id, made.id]);
            expect(read.inputs).to.deep.include(told);
            const difference = await driver.of(kind).diff("made", read, made.inputs);
            expect(difference.diffs).to.deep.equal([]);
        },
    };
}
