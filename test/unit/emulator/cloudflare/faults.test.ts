import { expect } from "chai";
import { fateOf, noFaults } from "../../../../emulator/cloudflare/api/faults";
import { type Counts, countRequest, quota } from "../../../../emulator/cloudflare/api/rate-limit";
import { makeRequest } from "./csr";
import { TestCloudflare, zone } from "./support";

describe("Cloudflare emulator: faults and limits", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start());
    afterEach(() => cloudflare.stop());

    it("fails as many requests as it is told", async () => {
        await cloudflare.admin("POST", "/_faults", { errorRate: 0.3 });
        cloudflare.chance = 0.29;
        const failed = await cloudflare.ask("GET", zone);
        expect([failed.status, failed.result, failed.errors[0]?.code]).to.deep.equal([500, null, 1000]);
        cloudflare.chance = 0.3;
        expect((await cloudflare.ask("GET", zone)).status).to.equal(200);
    });

    it("changes nothing by a request that it fails", async () => {
        await cloudflare.admin("POST", "/_faults", { errorRate: 1, times: 1 });
        const before = cloudflare.state;
        const record = { type: "A", name: "app", content: "203.0.113.5" };
        expect((await cloudflare.ask("POST", `${zone}/dns_records`, record)).status).to.equal(500);
        expect(cloudflare.state).to.equal(before);
        expect((await cloudflare.ask("POST", `${zone}/dns_records`, record)).status).to.equal(200);
    });

    it("says when to come back", async () => {
        await cloudflare.admin("POST", "/_faults", { retryAfter: 2, times: 2 });
        for (const status of [429, 429, 200]) {
            const answer = await cloudflare.ask("GET", zone);
            expect([answer.status, answer.headers.get("retry-after")]).to.deep.equal([
                status,
                status === 429 ? "2" : null,
            ]);
        }
    });

    it("cuts the connection where it is down, until the fault is lifted", async () => {
        await cloudflare.admin("POST", "/_faults", { down: true });
        const error = await cloudflare.ask("GET", zone).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(TypeError);
        expect(await cloudflare.admin("GET", "/_faults")).to.deep.equal({ ...noFaults, down: true });
        await cloudflare.admin("DELETE", "/_faults");
        expect((await cloudflare.ask("GET", zone)).status).to.equal(200);
    });

    it("refuses faults that it does not know", async () => {
        expect(await cloudflare.admin("POST", "/_faults", { explode: true })).to.deep.equal({
            error: 'unknown fault "explode"; known: errorRate,latency,retryAfter,down,times',
        });
        expect(await cloudflare.admin("POST", "/_faults", { errorRate: 2 })).to.have.property("error");
        expect(await cloudflare.admin("POST", "/_faults", { down: "yes" })).to.have.property("error");
        expect(await cloudflare.admin("GET", "/_faults")).to.deep.equal(noFaults);
    });

    it("decides what becomes of a request", () => {
        const slow = { ...noFaults, latency: 250, times: 2 };
        expect(fateOf(slow, 0)).to.deep.equal({ latency: 250, instead: undefined, left: { ...slow, times: 1 } });
        expect(fateOf({ ...slow, times: 0 }, 0)).to.deep.equal({ latency: 0, instead: undefined, left: noFaults });
        expect(fateOf(noFaults, 0)).to.deep.equal({ latency: 0, instead: undefined, left: noFaults });
    });

    it("waits as long as it is told", async () => {
        await cloudflare.admin("POST", "/_faults", { latency: 50, times: 1 });
        await cloudflare.ask("GET", zone);
        await cloudflare.ask("GET", zone);
        expect(cloudflare.pauses).to.deep.equal([50]);
    });

    it("tells with each answer how many requests are left", async () => {
        const { headers } = await cloudflare.ask("GET", zone);
        expect(headers.get("ratelimit")).to.equal('"default";r=1199;t=300');
        expect(headers.get("ratelimit-policy")).to.equal('"default";q=1200;w=300');
        expect(headers.get("cf-ray")).to.match(/^[0-9a-f]{16}-FRA$/);
    });

    it("refuses a caller's requests beyond the limit, until the window is over", () => {
        const at = (seconds: number) => new Date(Date.parse("2026-11-21T12:00:00Z") + seconds * 1000);
        let counts: Counts = new Map();
        const ask = (caller: string, seconds: number) => {
            const limited = countRequest(counts, caller, at(seconds));
            counts = limited.counts;
            return [limited.refused?.status, limited.refused?.headers?.["retry-after"], limited.headers.ratelimit];
        };
        for (let sent = 0; sent < quota - 1; sent++) ask("one", 0);
        expect(ask("one", 10)).to.deep.equal([undefined, undefined, '"default";r=0;t=290']);
        expect(ask("one", 10.5)).to.deep.equal([429, "290", '"default";r=0;t=290']);
        expect(ask("other", 10.5)).to.deep.equal([undefined, undefined, '"default";r=1199;t=300']);
        expect(ask("one", 300)).to.deep.equal([undefined, undefined, '"default";r=1199;t=300']);
    });

    it("decides one request after another: what comes while a certificate is signed is not lost", async () => {
        const { csr } = await makeRequest("ecc");
        const order = { csr, hostnames: ["example.com"], request_type: "origin-rsa" };
        const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
        const record = (name: string) => ({ type: "A", name, content: "203.0.113.5" });
        await Promise.all([
            cloudflare.ask("POST", "/certificates", order),
            ...names.map((name) => cloudflare.ask("POST", `${zone}/dns_records`, record(name))),
            cloudflare.ask("POST", "/certificates", order),
        ]);
        expect(cloudflare.state.certificates).to.have.length(2);
        expect(cloudflare.state.records.map(({ name }) => name)).to.have.members(
            names.map((name) => `${name}.example.com`),
        );
    });
});
