import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { expect } from "chai";
import { type Answer, decode, encode, RECURSION_DESIRED } from "dns-packet";
import { type DnsServer, startDnsServer } from "../../../../emulator/dns/server";
import { systemUpstreams } from "../../../../emulator/dns/upstream";
import type { DnsZone } from "../../../../emulator/dns/zone";

const a = (name: string, data: string): Answer => ({ name, type: "A", ttl: 60, data });
const alias = (name: string, data: string): Answer => ({ name, type: "CNAME", ttl: 60, data });

const ours: DnsZone = {
    name: "example.com",
    records: [
        a("example.com", "198.51.100.1"),
        a("app.example.com", "198.51.100.2"),
        alias("outside.example.com", "host.example.org"),
        alias("nowhere.example.com", "nowhere.example.org"),
    ],
};
const theirs: DnsZone = {
    name: "example.org",
    records: [
        a("host.example.org", "203.0.113.1"),
        ...Array.from({ length: 8 }, (_, index): Answer => {
            return { name: "large.example.org", type: "TXT", ttl: 60, data: [String(index).repeat(200)] };
        }),
    ],
};
// What they say of our zone must never be heard.
const stolen: DnsZone = { name: "example.com", records: [a("app.example.com", "203.0.113.66")] };

describe("DNS emulator: a resolver", () => {
    const resolver = new Resolver({ timeout: 5000, tries: 1 });
    const servers: DnsServer[] = [];

    async function start(...options: Parameters<typeof startDnsServer>): Promise<DnsServer> {
        const server = await startDnsServer(...options);
        servers.push(server);
        return server;
    }

    before(async () => {
        const upstream = await start({ port: 0, zones: () => [theirs, stolen] });
        const upstreams = [{ address: "127.0.0.1", port: upstream.port }];
        const { port } = await start({ port: 0, zones: () => [ours], upstreams });
        resolver.setServers([`127.0.0.1:${port}`]);
    });
    after(async () => {
        for (const server of servers) await server.close();
    });

    const failure = async (doing: Promise<unknown>) =>
        ((await doing.catch((error) => error)) as NodeJS.ErrnoException).code;

    it("answers what is its own from its zones", async () => {
        expect(await resolver.resolve4("app.example.com")).to.deep.equal(["198.51.100.2"]);
        expect(await failure(resolver.resolve4("nobody.example.com"))).to.equal("ENOTFOUND");
    });

    it("asks others for the rest", async () => {
        expect(await resolver.resolve4("host.example.org")).to.deep.equal(["203.0.113.1"]);
        expect(await failure(resolver.resolve4("nobody.example.org"))).to.equal("ENOTFOUND");
    });

    it("follows an alias out of its zones", async () => {
        expect(await resolver.resolve4("outside.example.com")).to.deep.equal(["203.0.113.1"]);
        expect(await resolver.resolveCname("outside.example.com")).to.deep.equal(["host.example.org"]);
        expect(await failure(resolver.resolve4("nowhere.example.com"))).to.equal("ENOTFOUND");
    });

    it("passes on what is cut, and asks over TCP then", async () => {
        expect(await resolver.resolveTxt("large.example.org")).to.have.length(8);
    });

    it("says that it asks others", async () => {
        const { port } = await start({ port: 0, zones: () => [ours], upstreams: [] });
        const socket = createSocket("udp4");
        const questions = [{ name: "app.example.com", type: "A" } as const];
        socket.send(encode({ type: "query", id: 7, flags: RECURSION_DESIRED, questions }), port, "127.0.0.1");
        const [bytes] = (await once(socket, "message")) as [Buffer];
        socket.close();
        expect(decode(bytes)).to.deep.include({ id: 7, flag_ra: true, flag_aa: true });
    });

    it("fails where nobody answers, and asks the next one before", async () => {
        const gone = await startDnsServer({ port: 0, zones: () => [] });
        await gone.close();
        const dead = { address: "127.0.0.1", port: gone.port };
        const upstream = await start({ port: 0, zones: () => [theirs] });
        for (const [upstreams, expected] of [
            [[dead], "ESERVFAIL"],
            [[dead, { address: "127.0.0.1", port: upstream.port }], undefined],
        ] as const) {
            const { port } = await start({ port: 0, zones: () => [ours], upstreams });
            const own = new Resolver({ timeout: 5000, tries: 1 });
            own.setServers([`127.0.0.1:${port}`]);
            expect(await failure(own.resolve4("host.example.org"))).to.equal(expected);
            expect(await failure(own.resolveTxt("large.example.org"))).to.equal(expected);
        }
    });

    it("knows this machine's own resolvers", () => {
        for (const { address, port } of systemUpstreams()) {
            expect([typeof address, port > 0]).to.deep.equal(["string", true]);
        }
        expect(systemUpstreams()).to.not.deep.equal([]);
    });
});
