import { expect } from "chai";
import { wantedRecords } from "../../../../components/dns/wanted-records.plan";

describe("the wanted records", () => {
    it("are an address for each host once, and none without hosts", () => {
        const hosts = ["www.example.com", "example.com", "www.example.com"];
        expect(wantedRecords({ hosts, address: "203.0.113.5", authorities: [] })).to.deep.equal([
            { role: "example.com", name: "example.com", type: "A", content: "203.0.113.5" },
            { role: "www.example.com", name: "www.example.com", type: "A", content: "203.0.113.5" },
        ]);
        expect(wantedRecords({ hosts: [], address: "203.0.113.5", authorities: ["letsencrypt.org"] })).to.deep.equal(
            [],
        );
    });

    it("say nothing of an address that is not known yet", () => {
        expect(wantedRecords({ hosts: ["example.com"], authorities: [] })).to.deep.equal([
            { role: "example.com", name: "example.com", type: "A" },
        ]);
    });

    it("let authorities in at the hosts, for wildcards at the name below", () => {
        const authorities = ["letsencrypt.org", "pki.goog"];
        const records = wantedRecords({ hosts: ["*.example.com", "app.example.com"], authorities });
        expect(records.filter(({ type }) => type === "CAA")).to.deep.equal(
            [
                ["*.example.com", "example.com", "issuewild", "letsencrypt.org"],
                ["*.example.com", "example.com", "issuewild", "pki.goog"],
                ["app.example.com", "app.example.com", "issue", "letsencrypt.org"],
                ["app.example.com", "app.example.com", "issue", "pki.goog"],
            ].map(([host, name, tag, value]) => ({
                ...{ role: `${host}-caa-${value}`, name, type: "CAA" },
                ...{ content: `0 ${tag} "${value}"`, caa: { tag, value } },
            })),
        );
        expect(new Set(records.map(({ role }) => role)).size).to.equal(records.length);
    });
});
