import { expect } from "chai";
import fc from "fast-check";
import { placeholder } from "../../components/compose/placeholder";
import { parseBytes, parseDuration } from "../../components/compose/units";
import { splitWords } from "../../components/compose/words";

describe("compose: words of a command line", () => {
    const rows: readonly (readonly [line: string, words: readonly string[] | undefined])[] = [
        ["", []],
        ["  a  b\tc\n", ["a", "b", "c"]],
        ["a 'b c' \"d e\"", ["a", "b c", "d e"]],
        ["a''b\"c\"", ["abc"]],
        ["'' \"\"", ["", ""]],
        ["a\\ b \\' \\\\", ["a b", "'", "\\"]],
        ['"a \\" \\\\ \\n $x"', ['a " \\ \\n $x']],
        ["'a \\'", ["a \\"]],
        ["a|b && c", ["a|b", "&&", "c"]],
        ["a 'b", undefined],
        ['"a', undefined],
        ["a\\", undefined],
    ];
    for (const [line, words] of rows) {
        it(`${JSON.stringify(line)} → ${JSON.stringify(words)}`, () => {
            expect(splitWords(line)).to.deep.equal(words);
        });
    }
    it("gives back any words quoted for sh", () => {
        fc.assert(
            fc.property(fc.array(fc.string({ unit: "grapheme" })), (words) => {
                const line = words.map((word) => `'${word.replaceAll("'", `'"'"'`)}'`).join(" ");
                expect(splitWords(line)).to.deep.equal(words);
            }),
        );
    });
});

describe("compose: units", () => {
    const sizes: readonly (readonly [text: string, bytes: number | undefined])[] = [
        ["0", 0],
        ["1024", 1024],
        ["1b", 1],
        ["2k", 2048],
        ["2kb", 2048],
        ["2KiB", 2048],
        ["1.5m", 1572864],
        ["1 GB", 1073741824],
        ["1t", 1099511627776],
        ["", undefined],
        ["m", undefined],
        ["-1m", undefined],
        ["1x", undefined],
        ["1.m", undefined],
    ];
    for (const [text, bytes] of sizes) {
        it(`size ${JSON.stringify(text)} → ${bytes}`, () => expect(parseBytes(text)).to.equal(bytes));
    }

    const durations: readonly (readonly [text: string, duration: string | undefined])[] = [
        ["10s", "10s"],
        ["1h2m3s4ms5us6ns", "1h2m3s4ms5us6ns"],
        ["1.5s", "1.5s"],
        ["0", "0s"],
        ["1d", "24h"],
        ["1w1d", "168h24h"],
        ["10", undefined],
        ["", undefined],
        ["-1s", undefined],
        ["s", undefined],
        ["1 s", undefined],
        ["1y", undefined],
    ];
    for (const [text, duration] of durations) {
        it(`duration ${JSON.stringify(text)} → ${duration}`, () => expect(parseDuration(text)).to.equal(duration));
    }
});

describe("compose: placeholders", () => {
    it("carry the name where they can", () => {
        expect(placeholder("secret", "JWT_SECRET_KEY")).to.equal("SLIPWAY_SECRET_JWT_SECRET_KEY");
        expect(placeholder("network", "default")).to.equal("SLIPWAY_NETWORK_default");
    });
    it("are names in sh, each for one name only", () => {
        const name = fc.stringMatching(/^[A-Za-z0-9._-]{1,12}$/);
        fc.assert(
            fc.property(name, name, (a, b) => {
                expect(placeholder("network", a)).to.match(/^[A-Za-z_]\w*$/);
                expect(placeholder("network", a) === placeholder("network", b)).to.equal(a === b);
            }),
        );
    });
    it("tell a-b, a_b, a.b and A_B apart", () => {
        const all = ["a-b", "a_b", "a.b", "A_B", "a__b"].map((name) => placeholder("config", name));
        expect(new Set(all).size).to.equal(5);
    });
});
