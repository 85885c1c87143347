import { expect } from "chai";
import type { Answer } from "dns-packet";
import { resolve } from "../../../../emulator/dns/resolve";
import { txtStrings } from "../../../../emulator/dns/txt-strings";
import type { DnsZone } from "../../../../emulator/dns/zone";

const soa = (name: string): Answer => ({
    name,
    type: "SOA",
    ttl: 1800,
    data: { mname: "ns1.test", rname: "dns.test" },
});
const a = (name: string, data: string): Answer => ({ name, type: "A", ttl: 300, data });
const cname = (name: string, data: string): Answer => ({ name, type: "CNAME", ttl: 300, data });
const ns = (name: string, data: string): Answer => ({ name, type: "NS", ttl: 300, data });

const zones: readonly DnsZone[] = [
    {
        name: "example.com",
        records: [
            soa("example.com"),
            ns("example.com", "ns1.test"),
            a("app.example.com", "203.0.113.1"),
            a("app.example.com", "203.0.113.2"),
            cname("www.example.com", "app.example.com"),
            cname("deep.example.com", "www.example.com"),
            cname("out.example.com", "elsewhere.test"),
            cname("over.example.com", "app.other.test"),
            cname("lost.example.com", "gone.example.com"),
            cname("loop.example.com", "pool.example.com"),
            cname("pool.example.com", "loop.example.com"),
            a("a.b.c.example.com", "203.0.113.3"),
            a("*.wild.example.com", "203.0.113.4"),
            a("host.known.wild.example.com", "203.0.113.5"),
            ns("sub.example.com", "ns.sub.example.com"),
            ns("sub.example.com", "ns.other.test"),
            a("ns.sub.example.com", "203.0.113.6"),
        ],
    },
    {
        name: "other.test",
        records: [soa("other.test"), a("app.other.test", "203.0.113.9"), cname("other.test", "app.other.test")],
    },
    { name: "inner.other.test", records: [soa("inner.other.test"), a("inner.other.test", "203.0.113.8")] },
];

/** An answer in one line, as `name type data`. */
function brief(records: readonly Answer[]): readonly string[] {
    return records.map(
        (one) => `${one.name} ${one.type}${"data" in one && typeof one.data === "string" ? ` ${one.data}` : ""}`,
    );
}

describe("DNS emulator: what is answered", () => {
    const answered: readonly [string, string, string, readonly string[], readonly string[]][] = [
        ["app.example.com", "A", "NOERROR", ["app.example.com A 203.0.113.1", "app.example.com A 203.0.113.2"], []],
        ["APP.Example.com", "A", "NOERROR", ["app.example.com A 203.0.113.1", "app.example.com A 203.0.113.2"], []],
        ["app.example.com", "AAAA", "NOERROR", [], ["example.com SOA"]],
        ["gone.example.com", "A", "NXDOMAIN", [], ["example.com SOA"]],
        ["b.c.example.com", "A", "NOERROR", [], ["example.com SOA"]],
        ["example.com", "SOA", "NOERROR", ["example.com SOA"], []],
        ["example.com", "NS", "NOERROR", ["example.com NS ns1.test"], []],
        [
            "deep.example.com",
            "A",
            "NOERROR",
            [
                "deep.example.com CNAME www.example.com",
                "www.example.com CNAME app.example.com",
                "app.example.com A 203.0.113.1",
                "app.example.com A 203.0.113.2",
            ],
            [],
        ],
        ["www.example.com", "CNAME", "NOERROR", ["www.example.com CNAME app.example.com"], []],
        ["www.example.com", "AAAA", "NOERROR", ["www.example.com CNAME app.example.com"], ["example.com SOA"]],
        ["out.example.com", "A", "NOERROR", ["out.example.com CNAME elsewhere.test"], []],
        [
            "over.example.com",
            "A",
            "NOERROR",
            ["over.example.com CNAME app.other.test", "app.other.test A 203.0.113.9"],
            [],
        ],
        ["lost.example.com", "A", "NXDOMAIN", ["lost.example.com CNAME gone.example.com"], ["example.com SOA"]],
        ["other.test", "A", "NOERROR", ["other.test A 203.0.113.9"], []],
        ["other.test", "TXT", "NOERROR", [], ["other.test SOA"]],
        ["inner.other.test", "A", "NOERROR", ["inner.other.test A 203.0.113.8"], []],
        ["any.wild.example.com", "A", "NOERROR", ["any.wild.example.com A 203.0.113.4"], []],
        ["x.y.wild.example.com", "A", "NOERROR", ["x.y.wild.example.com A 203.0.113.4"], []],
        ["any.wild.example.com", "TXT", "NOERROR", [], ["example.com SOA"]],
        ["known.wild.example.com", "A", "NOERROR", [], ["example.com SOA"]],
        ["other.known.wild.example.com", "A", "NXDOMAIN", [], ["example.com SOA"]],
        ["wild.example.com", "A", "NOERROR", [], ["example.com SOA"]],
    ];
    for (const [name, type, rcode, answers, authorities] of answered) {
        it(`${name} ${type}`, () => {
            const reply = resolve(zones, { name, type });
            expect([reply.rcode, reply.authoritative, brief(reply.answers), brief(reply.authorities)]).to.deep.equal([
                rcode,
                true,
                answers,
                authorities,
            ]);
        });
    }

    it("refuses names of nobody's zone", () => {
        const nothing = { authoritative: false, answers: [], authorities: [], additionals: [] };
        for (const name of ["example.org", "com", "notexample.com"]) {
            expect(resolve(zones, { name, type: "A" })).to.deep.equal({ rcode: "REFUSED", ...nothing });
        }
    });

    it("sends on to those that a part is delegated to, with the addresses that it has", () => {
        for (const name of ["sub.example.com", "www.sub.example.com"]) {
            const reply = resolve(zones, { name, type: "A" });
            expect([reply.rcode, reply.authoritative, brief(reply.answers)]).to.deep.equal(["NOERROR", false, []]);
            expect(brief(reply.authorities)).to.deep.equal([
                "sub.example.com NS ns.sub.example.com",
                "sub.example.com NS ns.other.test",
            ]);
            expect(brief(reply.additionals)).to.deep.equal(["ns.sub.example.com A 203.0.113.6"]);
        }
    });

    it("gives up on a loop", () => {
        const { rcode, answers } = resolve(zones, { name: "loop.example.com", type: "A" });
        expect([rcode, answers.length < 12]).to.deep.equal(["NOERROR", true]);
    });
});

describe("DNS emulator: texts", () => {
    const cases: readonly [string, string, readonly string[]][] = [
        ["bare", "v=spf1 -all", ["v=spf1 -all"]],
        ["in quotes", '"v=spf1 -all"', ["v=spf1 -all"]],
        ["in several strings", '"one" "two"', ["one", "two"]],
        ["with quotes within", '"say \\"hello\\""', ['say "hello"']],
        ["with one quote", 'a "b', ['a "b']],
        ["empty", '""', [""]],
        ["long", "x".repeat(300), ["x".repeat(255), "x".repeat(45)]],
    ];
    for (const [what, content, expected] of cases) {
        it(`a text that is ${what}`, () => {
            expect(txtStrings(content).map(String)).to.deep.equal(expected);
        });
    }
});
