import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import { change, type DigitalOceanDriver, least, make, makeSingle } from "./driver";

/** Resources that belong to others. */
export const relationContracts: readonly Contract<DigitalOceanDriver>[] = [
    {
        promise: "attaches a volume to a droplet, waits for it, and detaches it again",
        source: "digitalocean_volume_attachment",
        async hold(driver) {
            const { droplet, volume, attachment } = await attached(driver);
            expect((await driver.api("GET", `/v2/volumes/${volume.id}`)).droplet_ids).to.deep.equal([
                Number(droplet.id),
            ]);
            expect(attachment.id).to.match(new RegExp(`^${droplet.id}-${volume.id}-`));
            const provider = driver.of("volumeAttachment");
            expect(await provider.read("made", attachment, attachment.inputs)).to.deep.equal(attachment);
            await provider.delete("made", attachment);
            expect((await driver.api("GET", `/v2/volumes/${volume.id}`)).droplet_ids).to.deep.equal([]);
            expect((await provider.read("made", attachment, attachment.inputs)).id).to.equal("");
            await provider.delete("made", attachment);
        },
    },
    {
        promise: "finds an attachment made that is there already",
        source: "resourceDigitalOceanVolumeAttachmentCreate: only when volume.DropletIDs[0] is another one",
        async hold(driver) {
            const { attachment, droplet, volume } = await attached(driver);
            const again = await driver.of("volumeAttachment").create("made", attachment.inputs);
            expect(again.id)
                .to.match(new RegExp(`^${droplet.id}-${volume.id}-`))
                .and.not.equal(attachment.id);
        },
    },
    {
        promise: "attaches two volumes to one droplet at once, one after the other",
        source: 'RetryContext: 422 "Droplet already has a pending event."',
        async hold(driver) {
            const droplet = await makeSingle(driver, "droplet");
            const volumes = await Promise.all(["a", "b"].map((name) => makeSingle(driver, "volume", { name })));
            await Promise.all(
                volumes.map(({ id }) => make(driver, "volumeAttachment", { dropletId: droplet.id, volumeId: id })),
            );
            const { volume_ids } = await driver.api("GET", `/v2/droplets/${droplet.id}`);
            expect(volume_ids).to.have.members(volumes.map(({ id }) => id));
        },
    },
    {
        promise: "finds an attachment gone, and deletes it, when its droplet was deleted by hand",
        source: "resourceDigitalOceanVolumeAttachmentRead",
        async hold(driver) {
            const { droplet, attachment } = await attached(driver);
            await driver.api("DELETE", `/v2/droplets/${droplet.id}`);
            const provider = driver.of("volumeAttachment");
            expect((await provider.read("made", attachment, attachment.inputs)).id).to.equal("");
            await provider.delete("made", attachment);
        },
    },
    {
        promise: "detaches a droplet's volumes before it deletes the droplet, and keeps them",
        source: "detachVolumesFromDroplet",
        async hold(driver) {
            const volume = await makeSingle(driver, "volume");
            const droplet = await makeSingle(driver, "droplet", { volumeIds: [volume.id] });
            expect(droplet.state.volumeIds).to.deep.equal([volume.id]);
            await driver.of("droplet").delete("made", droplet);
            await driver.emulator.idle();
            const told = driver.machines.told.filter((told) => /^(detach|destroy)/.test(told));
            expect(told).to.deep.equal([`detachVolume ${volume.state.name} ${droplet.id}`, `destroy ${droplet.id}`]);
            expect((await driver.api("GET", `/v2/volumes/${volume.id}`)).name).to.equal(volume.state.name);
        },
    },
    {
        promise: "leads a reserved IP to a droplet, elsewhere, and nowhere",
        source: "digitalocean_reserved_ip.droplet_id",
        async hold(driver) {
            const [first, second] = await Promise.all([makeSingle(driver, "droplet"), makeSingle(driver, "droplet")]);
            const at = async (address: string) =>
                (await driver.api("GET", `/v2/reserved_ips/${address}`)).droplet?.id ?? null;
            const one = await makeSingle(driver, "reservedIp", { dropletId: first.id });
            expect(await at(one.id)).to.equal(Number(first.id));
            const given = { ...least.reservedIp, dropletId: second.id };
            const two = await (await change(driver, "reservedIp", one, given)).update();
            expect(await at(one.id)).to.equal(Number(second.id));
            await (await change(driver, "reservedIp", two, least.reservedIp)).update();
            expect(await at(one.id)).to.equal(null);
        },
    },
    {
        promise: "assigns a reserved IP, and lets a replacement take it over",
        source: "digitalocean_reserved_ip_assignment; its deletion unassigns its own droplet only",
        async hold(driver) {
            const [first, second] = await Promise.all([makeSingle(driver, "droplet"), makeSingle(driver, "droplet")]);
            const { id: ipAddress, ...address } = await makeSingle(driver, "reservedIp");
            const provider = driver.of("reservedIpAssignment");
            const one = await make(driver, "reservedIpAssignment", { ipAddress, dropletId: first.id });
            const two = await make(driver, "reservedIpAssignment", { ipAddress, dropletId: second.id });
            await provider.delete("made", one);
            expect((await driver.api("GET", `/v2/reserved_ips/${ipAddress}`)).droplet.id).to.equal(Number(second.id));
            expect((await provider.read("made", one, one.inputs)).id).to.equal("");
            const alone = await driver.of("reservedIp").read("made", { id: ipAddress, ...address }, address.inputs);
            expect((await driver.of("reservedIp").diff("made", alone, address.inputs)).diffs).to.deep.equal([]);
            await provider.delete("made", two);
            expect((await driver.api("GET", `/v2/reserved_ips/${ipAddress}`)).droplet).to.equal(null);
            await provider.delete("made", two);
        },
    },
    {
        promise: "imports the assignment of a reserved IP by address and droplet",
        source: "pulumi import digitalocean:index/reservedIpAssignment:ReservedIpAssignment ip,droplet",
        async hold(driver) {
            const droplet = await makeSingle(driver, "droplet");
            const { id: ipAddress } = await makeSingle(driver, "reservedIp", { dropletId: droplet.id });
            const provider = driver.of("reservedIpAssignment");
            const read = await provider.read("made", { id: `${ipAddress},${droplet.id}`, state: {} });
            expect(read.state).to.deep.equal({ ipAddress, dropletId: Number(droplet.id), id: read.id });
            expect(await failure(provider.read("made", { id: ipAddress, state: {} }))).to.contain("comma");
        },
    },
    {
        promise: "moves resources into a project and back to the default one",
        source: "digitalocean_project.resources, digitalocean_project_resources",
        async hold(driver) {
            const [one, two] = await Promise.all(["a", "b"].map((name) => makeSingle(driver, "volume", { name })));
            const urns = [one?.state.volumeUrn ?? null, two?.state.volumeUrn ?? null];
            const project = await makeSingle(driver, "project", { resources: urns.slice(0, 1) });
            expect(await members(driver, project.id)).to.deep.equal(urns.slice(0, 1));
            const more = await make(driver, "projectResources", { project: project.id, resources: urns.slice(1) });
            expect(await members(driver, project.id)).to.have.members(urns);
            expect(await driver.of("projectResources").read("made", more, more.inputs)).to.deep.equal(more);
            await driver.of("projectResources").delete("made", more);
            expect(await members(driver, project.id)).to.deep.equal(urns.slice(0, 1));
            const swapped = await (await change(driver, "project", project, { resources: urns.slice(1) })).update();
            expect(await members(driver, project.id)).to.deep.equal(urns.slice(1));
            await driver.of("project").delete("made", swapped);
            expect(await members(driver, "default")).to.include.members(urns);
        },
    },
    {
        promise: "waits for the members of a VPC that are being deleted",
        source: "resourceDigitalOceanVPCDelete: RetryContext on 403 and 409",
        async hold(driver) {
            await makeSingle(driver, "vpc", { name: "default" });
            const vpc = await makeSingle(driver, "vpc");
            const droplet = await makeSingle(driver, "droplet", { vpcUuid: vpc.id });
            const deleted = driver.of("vpc").delete("made", vpc);
            await driver.of("droplet").delete("made", droplet);
            await deleted;
            expect((await driver.of("vpc").read("made", vpc, vpc.inputs)).id).to.equal("");
        },
    },
];

async function attached(driver: DigitalOceanDriver) {
    const [droplet, volume] = await Promise.all([makeSingle(driver, "droplet"), makeSingle(driver, "volume")]);
    const given = { dropletId: droplet.id, volumeId: volume.id };
    return { droplet, volume, attachment: await make(driver, "volumeAttachment", given) };
}

async function members({ api }: DigitalOceanDriver, project: string): Promise<readonly string[]> {
    const found: readonly { urn: string }[] = await api("GET", `/v2/projects/${project}/resources`);
    return found.map(({ urn }) => urn);
}
