import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { type Answer, change, type DigitalOceanDriver, least, makeSingle, type Single } from "./driver";

const path: Readonly<Record<Single, string>> = {
    droplet: "/v2/droplets",
    firewall: "/v2/firewalls",
    loadBalancer: "/v2/load_balancers",
    project: "/v2/projects",
    reservedIp: "/v2/reserved_ips",
    sshKey: "/v2/account/keys",
    tag: "/v2/tags",
    volume: "/v2/volumes",
    vpc: "/v2/vpcs",
};
const rule = { protocol: "tcp", portRange: "22", sourceAddresses: ["192.0.2.7/32"] };

/** What the plugin changes without a replacement. */
export const updateContracts: readonly Contract<DigitalOceanDriver>[] = [
    updates("droplet", { name: "web-1" }, { name: "web-2" }, { name: "web-2" }),
    updates("droplet", { tags: ["a", "b"] }, { tags: ["b", "c"] }, { tags: ["b", "c"] }),
    updates("vpc", { name: "one" }, { name: "two", description: "all" }, { name: "two", description: "all" }),
    updates("volume", { name: "data", tags: ["a"] }, { name: "data", size: 20 }, { size_gigabytes: 20, tags: [] }),
    updates("sshKey", { name: "one" }, { name: "two" }, { name: "two" }),
    updates("project", { name: "one" }, { name: "two", purpose: "Service or API" }, { name: "two" }),
    updates("firewall", { name: "one" }, { name: "one", inboundRules: [rule] }, { name: "one" }),
    updates(
        "loadBalancer",
        { name: "one", sizeUnit: 1 },
        { name: "one", sizeUnit: 2, enableProxyProtocol: true },
        { size_unit: 2, enable_proxy_protocol: true },
    ),
    {
        promise: "resizes a droplet: off, resized with its disk, on again",
        source: "resourceDigitalOceanDropletUpdate: PowerOff, Resize(resize_disk), PowerOn",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet");
            const { difference, update } = await change(driver, "droplet", made, {
                ...least.droplet,
                size: "s-2vcpu-4gb",
            });
            expect(difference.replaces).to.deep.equal([]);
            const { state } = await update();
            expect(state).to.include({ size: "s-2vcpu-4gb", memory: 4096, vcpus: 2, disk: 80, status: "active" });
            expect(driver.machines.told.filter((told) => !told.startsWith("applyFirewall"))).to.deep.equal([
                `boot ${made.state.name}`,
                `power ${made.id} shutdown`.replace("shutdown", "off"),
                `resize ${made.id} s-2vcpu-4gb`,
                `power ${made.id} on`,
            ]);
        },
    },
    {
        promise: "leaves a droplet's disk as it is where told so",
        source: "resize_disk",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet");
            const given = { ...least.droplet, size: "s-2vcpu-4gb", resizeDisk: false };
            const { state } = await (await change(driver, "droplet", made, given)).update();
            expect(state).to.include({ size: "s-2vcpu-4gb", memory: 4096, disk: 25 });
        },
    },
    {
        promise: "brings a droplet up again that can't be resized, and says why",
        source: "resourceDigitalOceanDropletUpdate: powerOnAndWait after a failed resize",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet", { size: "s-2vcpu-4gb" });
            const smaller = await change(driver, "droplet", made, least.droplet);
            const failed = await smaller.update().catch((error: Error) => error.message);
            expect(failed).to.match(/POST .*actions: 422 .*smaller disk/);
            expect((await driver.api("GET", `/v2/droplets/${made.id}`)).status).to.equal("active");
        },
    },
    {
        promise: "turns a droplet's backups and IPv6 on, and backups off again",
        source: "EnableBackups, DisableBackups, EnableIPv6",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet");
            const both = await (
                await change(driver, "droplet", made, { ...least.droplet, backups: true, ipv6: true })
            ).update();
            expect(both.state).to.include({ backups: true, ipv6: true });
            expect(both.state.ipv6Address).to.match(/:/);
            const one = await (await change(driver, "droplet", both, { ...least.droplet, ipv6: true })).update();
            expect(one.state).to.include({ backups: false, ipv6: true });
        },
    },
    {
        promise: "shuts a droplet down before it deletes it, where told so",
        source: "graceful_shutdown",
        async hold(driver) {
            const made = await makeSingle(driver, "droplet", { gracefulShutdown: true });
            await driver.of("droplet").delete("made", made);
            await driver.emulator.idle();
            expect(driver.machines.told.slice(-2)).to.deep.equal([`power ${made.id} shutdown`, `destroy ${made.id}`]);
        },
    },
];

function updates(kind: Single, before: Properties, after: Properties, then: Answer): Contract<DigitalOceanDriver> {
    return {
        promise: `updates a ${kind} from ${JSON.stringify(before)} to ${JSON.stringify(after)}`,
        source: "no ForceNew in the schema",
        async hold(driver) {
            const made = await makeSingle(driver, kind, before);
            const { difference, update } = await change(driver, kind, made, { ...least[kind], ...after });
            expect(difference.replaces).to.deep.equal([]);
            const updated = await update();
            expect(await driver.api("GET", `${path[kind]}/${made.id}`)).to.deep.include(then);
            const read = await driver.of(kind).read("made", updated, updated.inputs);
            expect((await driver.of(kind).diff("made", read, updated.inputs)).diffs).to.deep.equal([]);
        },
    };
}
