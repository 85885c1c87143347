import { expect } from "chai";
import { pemBlocks } from "../../../../components/tls/pem";

describe("PEM blocks", () => {
    const one = "-----BEGIN CERTIFICATE-----\nAAA+/=\nBBB=\n-----END CERTIFICATE-----\n";
    const two = "-----BEGIN CERTIFICATE-----\nCCCC\n-----END CERTIFICATE-----\n";
    const request = "-----BEGIN CERTIFICATE REQUEST-----\nDDDD\n-----END CERTIFICATE REQUEST-----\n";

    it("of a kind are found in their order, and no others", () => {
        expect(pemBlocks(`${one}said\n${request}${two}`, "CERTIFICATE")).to.deep.equal([one, two]);
        expect(pemBlocks(`${one}${request}`, "CERTIFICATE REQUEST")).to.deep.equal([request]);
        expect(pemBlocks("3fa9c1", "CERTIFICATE")).to.deep.equal([]);
    });
});
