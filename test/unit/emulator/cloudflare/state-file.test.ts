import { statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readState, writeState } from "../../../../emulator/cloudflare/state-file";
import { TemporaryFolder } from "../../support/temporary-folder";
import { makeRequest } from "./csr";
import { member, TestCloudflare, zone } from "./support";

describe("Cloudflare emulator: state in a file", () => {
    const folder = new TemporaryFolder();
    const path = join(folder.path, "cloudflare.json");

    after(() => folder.remove());

    it("goes on where it was", async () => {
        const first = new TestCloudflare();
        await first.start();
        const record = { type: "CAA", name: "@", data: { flags: 0, tag: "issue", value: "ca.test" }, comment: "kept" };
        await first.ask("POST", `${zone}/dns_records`, record);
        await first.ask("PATCH", `${zone}/settings/ssl`, { value: "strict" });
        const { csr } = await makeRequest("ecc");
        const order = { csr, hostnames: ["example.com"], request_type: "origin-ecc" };
        const { result: signed } = await first.ask("POST", "/certificates", order);
        await first.ask("POST", `${zone}/purge_cache`, { purge_everything: true });
        const { result: records } = await first.ask("GET", `${zone}/dns_records`);
        writeState(path, first.state);
        await first.stop();

        const second = new TestCloudflare();
        await second.startWith(readState(path));
        expect(second.state).to.deep.equal(first.state);
        expect((await second.ask("GET", `${zone}/dns_records`)).result).to.deep.equal(records);
        expect((await second.ask("GET", `/certificates/${member(signed, "id")}`)).result).to.deep.equal(signed);
        expect(member((await second.ask("GET", `${zone}/settings/ssl`)).result, "value")).to.equal("strict");
        await second.stop();
    });

    it("is for its owner's eyes", () => {
        expect(statSync(path).mode & 0o777).to.equal(0o600);
    });

    it("reads no file of another form", () => {
        const other = folder.write("other.json", "{}");
        expect(() => readState(other)).to.throw(`${other} is not the state of an emulated Cloudflare`);
    });
});
