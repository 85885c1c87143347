import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { hostAuthorities, splitCertificates } from "../../../images/authorities";
import { TemporaryFolder } from "../support/temporary-folder";

const certificate = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;

describe("splitCertificates", () => {
    it("gives each certificate of a bundle on its own, without the text between them", () => {
        const bundle = `# our proxy\n${certificate("AAAA")}\nsubject: x\n${certificate("BBBB")}`;
        expect(splitCertificates(bundle)).to.deep.equal([certificate("AAAA"), certificate("BBBB")]);
    });

    it("gives the same certificate once, whatever its line ends", () => {
        const windows = certificate("AAAA").replaceAll("\n", "\r\n");
        expect(splitCertificates(certificate("AAAA") + windows)).to.deep.equal([certificate("AAAA")]);
    });

    it("gives nothing of a text without certificates", () => {
        expect(splitCertificates("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")).to.deep.equal([]);
    });
});

describe("hostAuthorities", () => {
    const folder = new TemporaryFolder();
    const file = join(folder.path, "authority.crt");
    const names = ["NODE_EXTRA_CA_CERTS", "SLIPWAY_REHEARSAL_AUTHORITY"] as const;
    const before = names.map((name) => process.env[name]);

    beforeEach(() => {
        writeFileSync(file, certificate("CCCC"));
        for (const name of names) delete process.env[name];
    });
    after(() => {
        for (const [index, name] of names.entries()) {
            const value = before[index];
            if (value === undefined) delete process.env[name];
            else process.env[name] = value;
        }
        folder.remove();
    });

    it("has the one that NODE_EXTRA_CA_CERTS names", () => {
        process.env.NODE_EXTRA_CA_CERTS = file;
        expect(hostAuthorities()).to.include(certificate("CCCC"));
    });

    it("has no rehearsal's", () => {
        for (const name of names) process.env[name] = file;
        expect(hostAuthorities()).to.not.include(certificate("CCCC"));
    });
});
