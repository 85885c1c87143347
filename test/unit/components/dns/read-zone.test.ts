import { EventEmitter, once } from "node:events";
import { expect } from "chai";
import { DnsError } from "../../../../components/dns/dns-error";
import { readZone, type ZoneQuestion } from "../../../../components/dns/read-zone";
import { makeWithMocks } from "../../support/mocks";

const question: ZoneQuestion = {
    ...{ zone: "example.com", proxied: true, own: new Set<string>(), component: "dns", stack: "production" },
    ...{ hosts: ["app.example.com", "*.example.com"], address: "203.0.113.5", authorities: [] },
};
const zone = { name: "example.com", status: "active", type: "full", paused: false, nameServers: [], zoneId: "z1" };

type Answers = (token: string, asked: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Asks, and gives what comes of it with what was asked. */
async function ask(answers: Answers, changes: Partial<ZoneQuestion> = {}, after = () => {}) {
    const asked: (readonly [string, unknown])[] = [];
    const answer: Answers = (token, about) => {
        asked.push([token, about]);
        return answers(token, about);
    };
    const program = () =>
        readZone({ ...question, ...changes })
            .catch((error: unknown) => error)
            .finally(after);
    const { result } = await makeWithMocks(program, { answer });
    return { result, asked };
}

const isZone = (token: string) => token === "cloudflare:index/getZone:getZone";

describe("reading a zone", () => {
    it("asks for the zone and the hosts' records by their names, and tells what is adopted", async () => {
        const { result, asked } = await ask((token, { name }) => {
            if (isZone(token)) return zone;
            const { exact } = name as { exact: string };
            const results = [{ id: "r1", name: exact, type: "A", content: "203.0.113.5" }];
            return { results: exact === "app.example.com" ? results : [] };
        });
        expect(result).to.deep.equal({ name: "example.com", id: "z1", imports: { "app.example.com": "z1/r1" } });
        expect(asked).to.deep.equal([
            ["cloudflare:index/getZone:getZone", { filter: { name: "example.com" } }],
            ["cloudflare:index/getDnsRecords:getDnsRecords", { zoneId: "z1", name: { exact: "*.example.com" } }],
            ["cloudflare:index/getDnsRecords:getDnsRecords", { zoneId: "z1", name: { exact: "app.example.com" } }],
        ]);
    });

    it("refuses a zone that cannot be used, and asks no further", async () => {
        const { result, asked } = await ask(() => ({ ...zone, status: "pending" }));
        expect(result).to.be.instanceOf(DnsError);
        expect((result as DnsError).problems).to.have.length(1);
        expect(asked).to.have.length(1);
    });

    it("refuses what stands in the way, all at once", async () => {
        const { result } = await ask((token, { name }) => {
            if (isZone(token)) return zone;
            return {
                results: [{ id: "r1", name: (name as { exact: string }).exact, type: "A", content: "192.0.2.9" }],
            };
        });
        expect(result).to.be.instanceOf(DnsError);
        expect((result as DnsError).problems).to.have.length(2);
        expect((result as DnsError).message.split("\n")).to.deep.equal((result as DnsError).problems);
    });

    it("says why it could not ask", async () => {
        const { result } = await ask(() => {
            throw Object.assign(new Error(), { details: "failed to find exactly one result: 0 found" });
        });
        expect(result).to.be.instanceOf(DnsError);
        expect((result as DnsError).message).to.match(/^slipway:domain\.zone: example\.com is not among the zones/);
    });

    it("waits for no answer longer than its limit", async () => {
        const late = new EventEmitter();
        const silent = () => once(late, "now").then(() => zone) as unknown as Record<string, unknown>;
        const { result } = await ask(silent, { limit: 0.05 }, () => late.emit("now"));
        expect((result as DnsError).message).to.contain("could not be looked up: no answer within 0.05 seconds;");
    });
});
