import { expect } from "chai";
import { splitCertificates } from "../../../images/authorities";

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
