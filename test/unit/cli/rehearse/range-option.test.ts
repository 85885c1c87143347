import { expect } from "chai";
import { Command, CommanderError } from "commander";
import { rangeOption } from "../../../../cli/rehearse/range-option";

function read(text: string): unknown {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    program.addOption(rangeOption("--network <range>", "a network", 22));
    return program.parse(["--network", text], { from: "user" }).opts().network;
}

describe("an option with a range of addresses", () => {
    for (const range of ["198.18.64.0/20", "10.0.0.0/8", "198.18.4.0/22"]) {
        it(`takes ${range}`, () => expect(read(range)).to.equal(range));
    }

    for (const wrong of ["198.18.64.0", "198.18.64.1/20", "198.18.64.0/23", "256.0.0.0/8", "0.0.0.0/0", "::/8", ""]) {
        it(`refuses "${wrong}"`, () => {
            expect(() => read(wrong)).to.throw(CommanderError, "Expected a network of a /22 or more");
        });
    }
});
