import { expect } from "chai";
import { type FoundRecord, planAdoption } from "../../../../components/dns/adopt.plan";
import { ownRecords } from "../../../../components/dns/own-records";
import { type WantedRecord, wantedRecords } from "../../../../components/dns/wanted-records.plan";

const host = "app.example.com";
const address = "203.0.113.5";
const wanted = wantedRecords({ hosts: [host], address, authorities: [] });
const unknown = wantedRecords({ hosts: [host], authorities: [] });
const caa = wantedRecords({ hosts: [host], address, authorities: ["letsencrypt.org"] });

const record = (id: string, type: string, content: string, name = host): FoundRecord => ({ id, name, type, content });
const right = record("r1", "A", address);
const other = record("r2", "A", "192.0.2.9");
const six = record("r3", "AAAA", "2001:db8::1");
const alias = record("r4", "CNAME", "acme.example.net");
const delegation = record("r5", "NS", "ns1.example.net");
const letIn = record("c1", "CAA", '0 issue "letsencrypt.org"');
const letOthersIn = record("c2", "CAA", '0 issue "pki.goog"');

const stands = ({ type, content }: FoundRecord) =>
    `slipway:domain: ${host} has a record in the zone that this stack has not made (${type} ${content}): delete it at Cloudflare (DNS > Records)`;
const orTaken = (found: FoundRecord) =>
    `${stands(found)}, or take it over as it is with pulumi import cloudflare:index/dnsRecord:DnsRecord 'dns-${host}' z1/${found.id} --stack production --protect=false --generate-code=false so that the next update changes it`;

interface Case {
    readonly what: string;
    readonly wanted?: readonly WantedRecord[];
    readonly found: readonly FoundRecord[];
    readonly own?: readonly FoundRecord[];
    readonly imports?: Readonly<Record<string, string>>;
    readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
    { what: "is made where there is none", found: [] },
    { what: "is adopted where it says the same", found: [right], imports: { [host]: "z1/r1" } },
    { what: "is the stack's already", found: [right], own: [right] },
    { what: "is the stack's, with another content for now", found: [other], own: [other] },
    { what: "is the stack's, taken over as another type", found: [alias], own: [alias] },
    { what: "is somebody's where it says something else", found: [other], problems: [orTaken(other)] },
    {
        what: "is somebody's where the address is not known yet",
        wanted: unknown,
        found: [right],
        problems: [orTaken(right)],
    },
    { what: "cannot stand beside a CNAME", found: [alias], problems: [orTaken(alias)] },
    { what: "cannot become an IPv6 address", found: [six], problems: [stands(six)] },
    { what: "cannot stand where others are asked", found: [delegation], problems: [stands(delegation)] },
    {
        ...{ what: "stands beside the zone's own name servers", found: [{ ...delegation, name: "example.com" }] },
        wanted: wantedRecords({ hosts: ["example.com"], address, authorities: [] }),
    },
    {
        what: "replaces one of several",
        found: [six, other, alias],
        problems: [stands(six), orTaken(other), stands(alias)],
    },
    {
        what: "is adopted, and others stand beside it",
        found: [other, right],
        imports: { [host]: "z1/r1" },
        problems: [stands(other)],
    },
    {
        what: "is the stack's, and another stands beside it",
        found: [right, other],
        own: [right],
        problems: [stands(other)],
    },
    {
        what: "is the stack's, and its next content stands beside it",
        found: [other, right],
        own: [other],
        problems: [stands(right)],
    },
    {
        what: "is not asked of other names",
        found: [record("x", "CNAME", "a", "www.example.com"), record("y", "TXT", "b")],
    },
    { what: "lets an authority in beside others", wanted: caa, found: [right, letOthersIn], own: [right] },
    {
        ...{ what: "lets an authority in that is in", wanted: caa, found: [right, letIn, letOthersIn], own: [right] },
        imports: { [`${host}-caa-letsencrypt.org`]: "z1/c1" },
    },
    { what: "lets in whom the stack has let in", wanted: caa, found: [right, letIn], own: [right, letIn] },
];

describe("a wanted record", () => {
    for (const { what, found, own = [], imports = {}, problems = [], ...rest } of cases) {
        it(what, () => {
            const ids = new Set(own.map(({ id }) => id));
            const question = {
                wanted: rest.wanted ?? wanted,
                found,
                own: ids,
                zoneId: "z1",
                component: "dns",
                zone: "example.com",
            };
            expect(planAdoption({ ...question, stack: "production" })).to.deep.equal({ imports, problems });
        });
    }

    it("names all that stands in the way of all", () => {
        const hosts = ["a.example.com", "b.example.com"];
        const found = hosts.map((name) => record(name, "A", "192.0.2.9", name));
        const question = { wanted: wantedRecords({ hosts, address, authorities: [] }), found, own: new Set<string>() };
        const { problems } = planAdoption({
            ...{ ...question, zone: "example.com", zoneId: "z1" },
            ...{ component: "dns", stack: "production" },
        });
        expect(problems.map((line) => line.split(" ")[1])).to.deep.equal(hosts);
    });
});

describe("the records that a stack has", () => {
    it("are told by its state", () => {
        const type = "cloudflare:index/dnsRecord:DnsRecord";
        const resources = {
            "urn:1": { type, outputs: { id: "r1" } },
            "urn:2": { type: "cloudflare:index/zoneSetting:ZoneSetting", outputs: { id: "ssl" } },
            "urn:3": { type, outputs: { id: "r2" } },
        };
        expect([...ownRecords(resources)]).to.deep.equal(["r1", "r2"]);
    });
});
