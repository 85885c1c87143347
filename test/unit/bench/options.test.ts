import { expect } from "chai";
import { parseOptions } from "../../bench/support/options";

describe("options of the benchmark", () => {
    const known = ["release", "start"];

    it("has a default for each", () => {
        expect(parseOptions([], known)).to.deep.equal({ runs: 5, only: [], write: false, strict: false });
    });

    it("takes them all", () => {
        const words = ["--runs", "12", "--only", "start,release", "--json", "out.json", "--write", "--strict"];
        expect(parseOptions(words, known)).to.deep.equal({
            runs: 12,
            only: ["start", "release"],
            json: "out.json",
            write: true,
            strict: true,
        });
    });

    it("takes cases without a word before them, and few runs for a quick look", () => {
        expect(parseOptions(["release", "--quick", "--only", "start"], known)).to.deep.equal({
            runs: 1,
            only: ["release", "start"],
            write: false,
            strict: false,
        });
        expect(parseOptions(["--quick", "--runs", "2"], known).runs).to.equal(2);
    });

    const wrong: readonly (readonly [readonly string[], string])[] = [
        [["--only", "start,stop"], "stop: expected some of release, start"],
        [["begin"], "begin: expected some of release, start"],
        [["--runs", "0"], "--runs 0: expected a number from 1 to 99"],
        [["--runs", "5x"], "--runs 5x: expected a number from 1 to 99"],
        [["--fast"], "--fast"],
    ];
    for (const [words, message] of wrong) {
        it(`refuses ${words.join(" ")}`, () => expect(() => parseOptions(words, known)).to.throw(message));
    }
});
