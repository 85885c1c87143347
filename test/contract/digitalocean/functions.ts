import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { Properties, Value } from "../support/values";
import { type DigitalOceanDriver, makeSingle } from "./driver";

/** What programs can look up. */
export const functionContracts: readonly Contract<DigitalOceanDriver>[] = [
    {
        promise: "finds a volume by name and region",
        source: "getVolume: name, region",
        async hold(driver) {
            const made = await makeSingle(driver, "volume", { name: "data", initialFilesystemType: "ext4" });
            const found = await ask(driver, "getVolume", { name: "data", region: "fra1" });
            expect(found).to.deep.equal({
                id: made.id,
                name: "data",
                region: "fra1",
                size: 10,
                tags: [],
                dropletIds: [],
                filesystemType: "ext4",
                filesystemLabel: "",
                urn: made.state.volumeUrn,
            });
            for (const args of [{ name: "dat" }, { name: "data", region: "ams3" }]) {
                const failed = await failure(ask(driver, "getVolume", args));
                expect(failed).to.contain(`no volumes found with name ${args.name}`);
            }
        },
    },
    {
        promise: "finds a VPC by name, by id, and a region's default one",
        source: "getVpc: id, name, region",
        async hold(driver) {
            const made = await makeSingle(driver, "vpc", { name: "mine" });
            for (const args of [{ name: "mine" }, { id: made.id }]) {
                expect(await ask(driver, "getVpc", args)).to.include({ id: made.id, urn: made.state.vpcUrn });
            }
            expect(await ask(driver, "getVpc", { region: "fra1" })).to.include({ default: true });
            expect(await failure(ask(driver, "getVpc", { name: "theirs" }))).to.contain(
                "no VPCs found with name theirs",
            );
        },
    },
    {
        promise: "finds droplets by name, by id, and by filters",
        source: "getDroplet: name, id; getDroplets: filters, sorts",
        async hold(driver) {
            const made = await Promise.all(
                ["web-1", "web-2", "other"].map((name) =>
                    makeSingle(driver, "droplet", { name, tags: [`is-${name}`] }),
                ),
            );
            const [first] = made;
            for (const args of [{ name: "web-1" }, { id: Number(first?.id) }, { tag: "is-web-1" }]) {
                const found = await ask(driver, "getDroplet", args);
                expect(found).to.include({ id: Number(first?.id), ipv4Address: first?.state.ipv4Address });
            }
            const args = {
                filters: [{ key: "name", values: ["web-"], matchBy: "substring" }],
                sorts: [{ key: "name", direction: "desc" }],
            };
            expect(names((await ask(driver, "getDroplets", args)).droplets)).to.deep.equal(["web-2", "web-1"]);
        },
    },
    {
        promise: "lists sizes with their prices, chosen and in order",
        source: "getSizes: filters, sorts",
        async hold(driver) {
            const sizes = (
                await ask(driver, "getSizes", {
                    filters: [
                        { key: "regions", values: ["fra1"] },
                        { key: "vcpus", values: ["2"] },
                    ],
                    sorts: [{ key: "price_monthly", direction: "asc" }],
                })
            ).sizes as readonly Properties[];
            expect(sizes.map(({ slug }) => slug)).to.include("s-2vcpu-4gb");
            expect(sizes.every(({ vcpus }) => vcpus === 2)).to.equal(true);
            const prices = sizes.map(({ priceMonthly }) => Number(priceMonthly));
            expect(prices).to.deep.equal(prices.toSorted((a, b) => a - b));
        },
    },
    {
        promise: "lists regions, and tells of one",
        source: "getRegions, getRegion: slug",
        async hold(driver) {
            const all = (await ask(driver, "getRegions", {})).regions as readonly Properties[];
            expect(all.map(({ slug }) => slug)).to.include("fra1");
            expect(await ask(driver, "getRegion", { slug: "fra1" })).to.include({
                available: true,
                name: "Frankfurt 1",
            });
            expect(await failure(ask(driver, "getRegion", { slug: "moon1" }))).to.contain("moon1");
        },
    },
    {
        promise: "tells what the account may have",
        source: "getAccount: dropletLimit",
        async hold(driver) {
            expect(await ask(driver, "getAccount", {})).to.include({ dropletLimit: 25, status: "active" });
        },
    },
    {
        promise: "finds reserved IPs, projects, keys and images",
        source: "getReservedIp: ipAddress; getProject: name; getSshKey: name; getImage: slug",
        async hold(driver) {
            const address = await makeSingle(driver, "reservedIp");
            expect(await ask(driver, "getReservedIp", { ipAddress: address.id })).to.include({
                region: "fra1",
                dropletId: 0,
                urn: address.state.reservedIpUrn,
            });
            const project = await makeSingle(driver, "project", { name: "mine" });
            expect(await ask(driver, "getProject", { name: "mine" })).to.include({ id: project.id });
            expect(await ask(driver, "getProject", {})).to.include({ isDefault: true });
            const key = await makeSingle(driver, "sshKey", { name: "mine" });
            expect(await ask(driver, "getSshKey", { name: "mine" })).to.include({ id: Number(key.id) });
            expect(await ask(driver, "getImage", { slug: "debian-12-x64" })).to.include({ distribution: "Debian" });
        },
    },
    {
        promise: "refuses a function that it does not serve, by name",
        source: "README: anything else is refused with an error that says so",
        async hold(driver) {
            expect(await failure(ask(driver, "getDatabaseCluster", {}))).to.contain("getDatabaseCluster");
        },
    },
];

function ask({ of }: DigitalOceanDriver, name: string, args: Properties): Promise<Properties> {
    return of("vpc").invoke(`digitalocean:index/${name}:${name}`, args);
}

function names(list: Value | undefined): readonly unknown[] {
    return (list as readonly Properties[]).map(({ name }) => name);
}
