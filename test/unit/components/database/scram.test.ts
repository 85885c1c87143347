import { expect } from "chai";
import { scramVerifier } from "../../../../components/database/scram.plan";

describe("what Postgres keeps of a password", () => {
    it("is a SCRAM verifier, the same each time, and another one for another role or password", () => {
        const one = scramVerifier("correcthorse", "app");
        expect(one).to.match(/^SCRAM-SHA-256\$4096:[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$/);
        expect(scramVerifier("correcthorse", "app")).to.equal(one);
        const salt = (verifier: string) => verifier.split("$")[1];
        expect(salt(scramVerifier("correcthorse", "postgres"))).not.to.equal(salt(one));
        expect(salt(scramVerifier("correcthorses", "app"))).not.to.equal(salt(one));
        expect(one).not.to.contain("correcthorse");
    });
});
