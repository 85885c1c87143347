import { createHash } from "node:crypto";
import { expect } from "chai";
import { TestCloudflare, zone } from "./support";

interface Details {
    readonly status: string;
    readonly ds: string | null;
    readonly digest: string | null;
    readonly key_tag: number | null;
    readonly public_key: string | null;
    readonly modified_on: string | null;
}

describe("Cloudflare emulator: DNSSEC", () => {
    const cloudflare = new TestCloudflare();

    beforeEach(() => cloudflare.start());
    afterEach(() => cloudflare.stop());

    const edit = async (body: object) => (await cloudflare.ask("PATCH", `${zone}/dnssec`, body)).result as Details;
    const status = async () => ((await cloudflare.ask("GET", `${zone}/dnssec`)).result as Details).status;
    const publish = (dsPublished: boolean) => cloudflare.admin("POST", "/_registrar/example.com", { dsPublished });

    it("has no key before it is on", async () => {
        const { result } = await cloudflare.ask("GET", `${zone}/dnssec`);
        expect(result).to.deep.equal({
            status: "disabled",
            dnssec_multi_signer: false,
            dnssec_presigned: false,
            dnssec_use_nsec3: false,
            modified_on: null,
            algorithm: null,
            digest: null,
            digest_algorithm: null,
            digest_type: null,
            ds: null,
            flags: null,
            key_tag: null,
            key_type: null,
            public_key: null,
        });
    });

    it("tells a DS record that fits its key", async () => {
        const details = await edit({ status: "active" });
        expect(details).to.deep.include({
            status: "pending",
            modified_on: "2026-11-21T12:00:00.000Z",
            algorithm: "13",
            digest_algorithm: "SHA256",
            digest_type: "2",
            flags: 257,
            key_type: "ECDSAP256SHA256",
        });
        const key = Buffer.from(details.public_key ?? "", "base64");
        expect(key).to.have.length(64);
        const rdata = Buffer.concat([Buffer.from([0x01, 0x01, 3, 13]), key]);
        const digest = createHash("sha256").update("\x07example\x03com\x00").update(rdata).digest("hex");
        expect(details.digest).to.equal(digest.toUpperCase());
        expect(details.ds).to.equal(`example.com. 3600 IN DS ${details.key_tag} 13 2 ${details.digest}`);
        expect(details.key_tag).to.equal(tagOf(rdata));
    });

    it("is active once the registrar has the DS record, and off once it has no longer", async () => {
        await edit({ status: "active" });
        await publish(true);
        expect(await status()).to.equal("active");

        await edit({ status: "disabled" });
        expect(await status()).to.equal("pending-disabled");
        await publish(false);
        expect(await status()).to.equal("disabled");
    });

    it("is deleted only when it is off", async () => {
        await edit({ status: "active" });
        expect((await cloudflare.ask("DELETE", `${zone}/dnssec`)).status).to.equal(400);
        await edit({ status: "disabled" });
        expect((await cloudflare.ask("DELETE", `${zone}/dnssec`)).status).to.equal(200);
    });

    it("refuses a status that nobody can wish", async () => {
        const answer = await cloudflare.ask("PATCH", `${zone}/dnssec`, { status: "pending" });
        expect([answer.status, answer.errors[0]?.code]).to.deep.equal([400, 1004]);
    });
});

/** RFC 4034, appendix B, word by word. */
function tagOf(rdata: Buffer): number {
    let sum = 0;
    for (let at = 0; at < rdata.length; at += 2) sum += rdata.readUInt16BE(at);
    sum += (sum >>> 16) & 0xffff;
    return sum & 0xffff;
}
