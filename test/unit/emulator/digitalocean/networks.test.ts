import { expect } from "chai";
import {
    freePlace,
    networkOf,
    overlap,
    parseNetwork,
    peerNetwork,
} from "../../../../emulator/digitalocean/networks/addresses";
import { type Account, server, started } from "./support/account";
import { expectRefusals, gone } from "./support/refuses";

describe("IPv4 networks of the emulated DigitalOcean", () => {
    it("are read from CIDR notation", () => {
        for (const [text, network] of [
            ["10.0.0.0/8", { base: 167_772_160, prefix: 8 }],
            ["0.0.0.0/0", { base: 0, prefix: 0 }],
            ["10.0.0.1/8", undefined],
            ["10.0.0.0", undefined],
            ["10.0.0.0/33", undefined],
            ["10.0.0/8", undefined],
            ["10.0.0.0/8/8", undefined],
            ["::/0", undefined],
        ] as const) {
            expect(parseNetwork(text), text).to.deep.equal(network);
        }
        for (const [text, network] of [
            ["1.2.3.4", "1.2.3.4/32"],
            ["1.2.3.0/24", "1.2.3.0/24"],
            ["::1", "::1/128"],
            ["::/0", "::/0"],
            ["1.2.3.4/33", undefined],
            ["example.com", undefined],
        ] as const) {
            expect(peerNetwork(text), text).to.equal(network);
        }
    });

    it("overlap or do not, and give each address once", () => {
        expect(overlap(networkOf("10.0.0.0/8"), networkOf("10.1.0.0/16"))).to.equal(true);
        expect(overlap(networkOf("10.1.0.0/16"), networkOf("10.0.0.0/8"))).to.equal(true);
        expect(overlap(networkOf("10.0.0.0/16"), networkOf("10.1.0.0/16"))).to.equal(false);
        const small = networkOf("10.0.0.0/29");
        const given: (number | undefined)[] = [];
        const taken = new Set<string>();
        for (let last = 4, step = 0; step < 6; step += 1) {
            const place = freePlace(small, taken, last);
            given.push(place);
            if (place !== undefined) taken.add(`10.0.0.${place}`);
            last = place ?? last;
        }
        expect(given).to.deep.equal([5, 6, 2, 3, 4, undefined]);
    });
});

describe("emulated VPCs", () => {
    let account: Account;
    beforeEach(async () => {
        account = await started();
    });
    afterEach(() => account.stop());

    it("are made; the first of a region is its default", async () => {
        const wish = { name: "staging", region: "fra1", ip_range: "10.10.0.0/24", description: "d" };
        const vpc = await account.make("/v2/vpcs", wish);
        expect(vpc).to.deep.equal({
            ...wish,
            id: vpc.id,
            urn: `do:vpc:${vpc.id}`,
            default: true,
            created_at: "2026-11-21T12:00:00Z",
        });
        const second = await account.make("/v2/vpcs", { name: "more", region: "fra1" });
        expect(second).to.include({ default: false, ip_range: "10.100.0.0/20", description: "" });
        expect(await account.get(`/v2/vpcs/${vpc.id}`)).to.deep.equal(vpc);
        const patched = await account.call("PATCH", `/v2/vpcs/${second.id}`, { default: true });
        expect(patched.body.vpc).to.include({ name: "more", default: true });
        expect((await account.get(`/v2/vpcs/${vpc.id}`)).default).to.equal(false);
        const put = await account.call("PUT", `/v2/vpcs/${vpc.id}`, { name: "renamed", description: "" });
        expect(put.body.vpc).to.include({ name: "renamed", description: "", default: false });
        expect((await account.call("DELETE", `/v2/vpcs/${vpc.id}`)).status).to.equal(204);
        expect(await account.get("/v2/vpcs")).to.have.length(1);
    });

    it("are no default where the region has one already", async () => {
        await account.stop();
        account = await started({ usedRegions: ["fra1"] });
        const vpc = await account.make("/v2/vpcs", { name: "staging", region: "fra1" });
        expect(vpc).to.include({ default: false, ip_range: "10.100.16.0/20" });
        expect((await account.call("DELETE", `/v2/vpcs/${vpc.id}`)).status).to.equal(204);
        expect((await account.get("/v2/vpcs")).map(({ name }: { name: string }) => name)).to.deep.equal([
            "default-fra1",
        ]);
    });

    it("begin where they are told to, and go on from there to the end of all private addresses", async () => {
        await account.stop();
        account = await started({ usedRegions: ["fra1"], privateNetwork: "10.255.224.0/20" });
        const make = async (name: string) => await account.call("POST", "/v2/vpcs", { name, region: "fra1" });
        expect((await make("one")).body.vpc).to.include({ ip_range: "10.255.240.0/20" });
        expect(await make("two")).to.deep.include({ status: 422 });
    });

    it("have members, and are the default of what names none", async () => {
        const vpc = await account.make("/v2/vpcs", { name: "staging", region: "fra1", ip_range: "10.10.0.0/24" });
        const own = await account.make("/v2/vpcs", { name: "own", region: "fra1", ip_range: "10.10.1.0/24" });
        const [one, two, far] = [
            await account.droplet("one"),
            await account.droplet("two", { vpc_uuid: own.id }),
            await account.droplet("far", { region: "nyc3" }),
        ];
        const inside = (droplet: typeof one): unknown => droplet.networks.v4[1].ip_address;
        expect([one, two, far].map(inside)).to.deep.equal(["10.10.0.2", "10.10.1.2", "10.100.0.2"]);
        const members = await account.get(`/v2/vpcs/${own.id}/members`);
        expect(members).to.deep.equal([
            { urn: `do:droplet:${two.id}`, name: "two", created_at: "2026-11-21T12:00:05Z" },
        ]);
        expect(await account.get(`/v2/vpcs/${own.id}/members?resource_type=loadbalancer`)).to.deep.equal([]);
        const names = (await account.get("/v2/vpcs")).map(({ name }: { name: string }) => name);
        expect(names).to.deep.equal(["staging", "own", "default-nyc3"]);
        await expectRefusals(account, [
            [`DELETE /v2/vpcs/${own.id}`, undefined, 409, "Can not delete VPC with members"],
            [`DELETE /v2/vpcs/${vpc.id}`, undefined, 403, "Can not delete default VPCs"],
        ]);
    });

    it("give a droplet's address to the next only when it is gone", async () => {
        const wish = { ...server, region: "fra1" };
        const addresses: unknown[] = [];
        for (const name of ["a", "b"]) addresses.push((await account.droplet(name, wish)).networks.v4[1].ip_address);
        const [{ id }] = await account.get("/v2/droplets?name=a");
        await account.call("DELETE", `/v2/droplets/${id}`);
        const { v4 } = (await account.droplet("c", wish)).networks;
        expect([...addresses, v4[1].ip_address, v4[0].ip_address]).to.deep.equal([
            "10.100.0.2",
            "10.100.0.3",
            "10.100.0.2",
            "198.18.0.4",
        ]);
    });

    it("are refused with the reason", async () => {
        const vpc = await account.make("/v2/vpcs", { name: "staging", region: "fra1", ip_range: "10.10.0.0/24" });
        const wish = { name: "more", region: "fra1" };
        const create = "POST /v2/vpcs";
        await expectRefusals(account, [
            [create, { ...wish, name: "staging" }, 422, "VPC name already exists"],
            [create, { ...wish, name: "no spaces" }, 422, /^name: may only contain/],
            [create, { ...wish, region: "xyz1" }, 422, "region is invalid"],
            [create, { ...wish, ip_range: "10.10.0.0/16" }, 422, /overlaps with another VPC network/],
            [create, { ...wish, ip_range: "10.0.0.0/8" }, 422, "ip_range must be between /16 and /28"],
            [create, { ...wish, ip_range: "8.8.8.0/24" }, 422, /^ip_range must be a private network/],
            [create, { ...wish, ip_range: "10.0.0.1/24" }, 422, /^ip_range must be a private network/],
            [`PUT /v2/vpcs/${vpc.id}`, { name: "staging", default: false }, 422, "default can not be unset"],
            ["GET /v2/vpcs/none", undefined, 404, gone],
            ["DELETE /v2/vpcs/none", undefined, 404, gone],
            ["GET /v2/vpcs/none/members", undefined, 404, gone],
        ]);
    });
});
