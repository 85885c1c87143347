import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { connect } from "node:net";
import { expect } from "chai";
import { type Answer, decode, encode, type Packet, RECURSION_DESIRED, streamDecode, streamEncode } from "dns-packet";
import { dnsZones } from "../../../../emulator/cloudflare/dns-zones";
import { type DnsServer, startDnsServer } from "../../../../emulator/dns/server";
import { seed, TestCloudflare, zone } from "../cloudflare/support";

describe("DNS emulator: a server for Cloudflare's zones", () => {
    const cloudflare = new TestCloudflare();
    const resolver = new Resolver({ timeout: 2000, tries: 2 });
    let server: DnsServer;

    before(async () => {
        await cloudflare.start({ ...seed, zones: [{ name: "example.com", id: "e".repeat(32), records }] });
        server = await startDnsServer({ port: 0, zones: () => dnsZones(cloudflare.state, "198.51.100.53") });
        resolver.setServers([`127.0.0.1:${server.port}`]);
    });
    after(async () => {
        await server.close();
        await cloudflare.stop();
    });

    const servers = () => cloudflare.state.zones[0]?.nameServers ?? [];
    const failure = async (doing: Promise<unknown>) =>
        ((await doing.catch((error) => error)) as NodeJS.ErrnoException).code;

    it("answers an unproxied address with itself", async () => {
        expect(await resolver.resolve4("direct.example.com", { ttl: true })).to.deep.equal([
            { address: "203.0.113.5", ttl: 600 },
        ]);
        expect(await resolver.resolve6("direct.example.com")).to.deep.equal(["2001:db8:1::5"]);
    });

    it("answers a proxied one with the edge's addresses, an alias too", async () => {
        for (const name of ["app.example.com", "www.example.com"]) {
            expect(await resolver.resolve4(name, { ttl: true })).to.deep.equal([{ address: "198.51.100.7", ttl: 300 }]);
            expect(await resolver.resolve6(name)).to.deep.equal(["2001:db8::7"]);
            expect(await failure(resolver.resolveCname(name))).to.equal("ENODATA");
        }
        expect(await failure(resolver.resolve6("four.example.com"))).to.equal("ENODATA");
    });

    it("follows an unproxied alias, and an alias of the domain itself", async () => {
        expect(await resolver.resolveCname("plain.example.com")).to.deep.equal(["direct.example.com"]);
        expect(await resolver.resolve4("plain.example.com")).to.deep.equal(["203.0.113.5"]);
        expect(await resolver.resolve4("example.com")).to.deep.equal(["203.0.113.5"]);
    });

    it("answers what is no address", async () => {
        expect(await resolver.resolveMx("example.com")).to.deep.equal([{ exchange: "mx.mail.test", priority: 10 }]);
        expect(await resolver.resolveTxt("_acme-challenge.example.com")).to.deep.equal([["token"], ["two", "strings"]]);
        expect(await resolver.resolveCaa("example.com")).to.deep.equal([{ critical: 0, issue: "letsencrypt.org" }]);
        expect(await resolver.resolveNs("example.com")).to.have.members([...servers()]);
        expect(await resolver.resolveSoa("example.com")).to.deep.include({ nsname: servers()[0], minttl: 1800 });
    });

    it("knows where the name servers are", async () => {
        for (const name of servers()) expect(await resolver.resolve4(name)).to.deep.equal(["198.51.100.53"]);
    });

    it("says what is not there", async () => {
        expect(await failure(resolver.resolve4("nobody.example.com"))).to.equal("ENOTFOUND");
        expect(await failure(resolver.resolveTxt("direct.example.com"))).to.equal("ENODATA");
        expect(await failure(resolver.resolve4("example.org"))).to.equal("EREFUSED");
        expect(await failure(resolver.resolveAny("example.com"))).to.equal("ENOTIMP");
    });

    it("answers by what the API was told last", async () => {
        const record = { type: "A", name: "new", content: "203.0.113.77" };
        await cloudflare.ask("POST", `${zone}/dns_records`, record);
        expect(await resolver.resolve4("new.example.com")).to.deep.equal(["203.0.113.77"]);
        const id = cloudflare.state.records.at(-1)?.id;
        await cloudflare.ask("PATCH", `${zone}/dns_records/${id}`, { proxied: true });
        expect(await resolver.resolve4("new.example.com")).to.deep.equal(["198.51.100.7"]);
        await cloudflare.ask("DELETE", `${zone}/dns_records/${id}`);
        expect(await failure(resolver.resolve4("new.example.com"))).to.equal("ENOTFOUND");
    });

    it("cuts what is too large for a datagram, and says it whole over TCP", async () => {
        const asked = question("large.example.com", "TXT");
        const datagram = await overUdp(server.port, encode(asked));
        expect([datagram.flag_tc, datagram.answers]).to.deep.equal([true, []]);
        const [first, second] = await overTcp(server.port, [asked, question("direct.example.com", "A")]);
        expect([first?.answers?.length, second?.answers?.length]).to.deep.equal([5, 1]);
        // Node's resolver does both by itself.
        expect(await resolver.resolveTxt("large.example.com")).to.have.length(5);
    });

    it("fills a datagram as far as the asker takes it", async () => {
        const opt: Answer = {
            type: "OPT",
            name: ".",
            udpPayloadSize: 1232,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
        };
        const asked = { ...question("middle.example.com", "TXT"), additionals: [opt] };
        const whole = await overUdp(server.port, encode(asked));
        expect([whole.flag_tc, whole.answers?.length, whole.additionals?.map(({ type }) => type)]).to.deep.equal([
            false,
            3,
            ["OPT"],
        ]);
        expect((await overUdp(server.port, encode({ ...asked, additionals: [] }))).flag_tc).to.equal(true);
    });

    it("tells for whom it answers, and repeats the question", async () => {
        const answer = await overUdp(server.port, encode(question("Direct.Example.com", "A")));
        expect([answer.id, answer.flag_aa, answer.flag_ra, answer.flag_rd]).to.deep.equal([4711, true, false, true]);
        expect(answer.questions?.map(({ name }) => name)).to.deep.equal(["Direct.Example.com"]);
    });

    const odd: readonly [string, Packet, string][] = [
        [
            "a type that it has never heard of",
            question("direct.example.com", "UNKNOWN_65" as Question["type"]),
            "NOERROR",
        ],
        ["no question", { type: "query", id: 4711, questions: [] }, "FORMERR"],
        [
            "two questions",
            {
                ...question("a.test", "A"),
                questions: [
                    { name: "a.test", type: "A" },
                    { name: "b.test", type: "A" },
                ],
            },
            "FORMERR",
        ],
        [
            "another class",
            { type: "query", id: 4711, questions: [{ name: "version.bind", type: "TXT", class: "CH" }] },
            "REFUSED",
        ],
        ["an update", { ...question("example.com", "SOA"), flags: 5 << 11 }, "NOTIMP"],
        ["a transfer", question("example.com", "AXFR"), "NOTIMP"],
    ];
    for (const [what, packet, rcode] of odd) {
        it(`answers ${rcode} to ${what}`, async () => {
            const answer = (await overUdp(server.port, encode(packet))) as Packet & { readonly rcode?: string };
            expect([answer.id, answer.rcode, answer.answers]).to.deep.equal([4711, rcode, []]);
        });
    }

    it("stays silent to what is no question, and answers the next one", async () => {
        const socket = createSocket("udp4");
        socket.send(Buffer.from("no message"), server.port, "127.0.0.1");
        socket.send(encode({ ...question("direct.example.com", "A"), type: "response" }), server.port, "127.0.0.1");
        socket.send(encode(question("direct.example.com", "A")), server.port, "127.0.0.1");
        const [answer] = (await once(socket, "message")) as [Buffer];
        socket.close();
        expect(decode(answer).id).to.equal(4711);
    });

    it("refuses a port that is taken", async () => {
        const error: unknown = await startDnsServer({ port: server.port, zones: () => [] }).catch((reason) => reason);
        expect((error as NodeJS.ErrnoException).code).to.equal("EADDRINUSE");
    });
});

type Question = NonNullable<Packet["questions"]>[number];

function question(name: string, type: Question["type"]): Packet {
    return { type: "query", id: 4711, flags: RECURSION_DESIRED, questions: [{ name, type }] };
}

async function overUdp(port: number, message: Buffer) {
    const socket = createSocket("udp4");
    socket.send(message, port, "127.0.0.1");
    const [answer] = (await once(socket, "message")) as [Buffer];
    socket.close();
    return decode(answer);
}

/** Asks all at once on one connection, a part of the first message at a time. */
async function overTcp(port: number, packets: readonly Packet[]): Promise<readonly Packet[]> {
    const socket = connect(port, "127.0.0.1");
    const bytes = Buffer.concat(packets.map((packet) => streamEncode(packet)));
    socket.write(bytes.subarray(0, 1));
    socket.write(bytes.subarray(1, 7));
    socket.write(bytes.subarray(7));
    let received = Buffer.alloc(0);
    const answers: Packet[] = [];
    for await (const part of socket) {
        received = Buffer.concat([received, part as Buffer]);
        while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
            const end = 2 + received.readUInt16BE();
            answers.push(streamDecode(received.subarray(0, end)));
            received = received.subarray(end);
        }
        if (answers.length === packets.length) break;
    }
    return answers;
}

const texts = (name: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ type: "TXT", name, content: String(index).repeat(250) }));

const records = [
    { type: "A", name: "direct", content: "203.0.113.5", ttl: 600 },
    { type: "AAAA", name: "direct", content: "2001:db8:1::5" },
    { type: "A", name: "app", content: "203.0.113.6", proxied: true },
    { type: "CNAME", name: "www", content: "app.example.com", proxied: true },
    { type: "A", name: "four", content: "203.0.113.6", proxied: true, settings: { ipv4_only: true } },
    { type: "CNAME", name: "plain", content: "direct.example.com" },
    { type: "CNAME", name: "@", content: "direct.example.com" },
    { type: "MX", name: "@", content: "mx.mail.test", priority: 10 },
    { type: "TXT", name: "_acme-challenge", content: "token" },
    { type: "TXT", name: "_acme-challenge", content: '"two" "strings"' },
    { type: "CAA", name: "@", data: { flags: 0, tag: "issue", value: "letsencrypt.org" } },
    ...texts("large", 5),
    ...texts("middle", 3),
];
