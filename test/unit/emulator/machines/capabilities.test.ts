import { expect } from "chai";
import { machineCapabilities } from "../../../../emulator/machines/capabilities";

describe("the capabilities of an emulated droplet", () => {
    const of = (mask: string) => machineCapabilities(`Name:\tnode\nCapEff:\t0000000000000000\nCapBnd:\t${mask}\n`);

    it("are those that the bounding set has", () => {
        expect(of("00000000000000c1")).to.deep.equal(["CHOWN", "SETGID", "SETUID"]);
        expect(of("0000000001000000")).to.deep.equal(["SYS_RESOURCE"]);
        expect(of("0000000000000000")).to.deep.equal([]);
    });

    it("are not those with which a machine could harm its host", () => {
        expect(of("0000000302030000")).to.deep.equal([]);
    });

    it("are all others where nothing is known", () => {
        expect(machineCapabilities("")).to.deep.equal(of("000001ffffffffff")).and.to.have.length(33);
    });
});
