import { expect } from "chai";
import fc from "fast-check";
import { interpolate } from "../../components/compose/interpolate";
import type { Text } from "../../components/compose/model";

const variables = { plain: { A: "a", EMPTY: "", DOLLAR: "$A ${A}" }, secrets: new Set(["S"]) };
const secret = { secret: "S" };
const howToSet = "set slipway:env.NOPE (or slipway:secrets.NOPE for a secret), or write ${NOPE:-default}";

describe("compose: interpolation", () => {
    const good: readonly (readonly [source: string, text: Text])[] = [
        ["", []],
        ["plain", ["plain"]],
        ["$A-${A}-$A$A", ["a-a-aa"]],
        ["$$A $${A} $$", ["$A ${A} $"]],
        ["$$$A", ["$a"]],
        ["${NOPE:-x}${NOPE-x}", ["xx"]],
        ["${EMPTY:-x}${EMPTY-y}", ["x"]],
        ["${A:-x}${A-x}", ["aa"]],
        ["${NOPE:-}", []],
        ["${A:+x}${A+y}", ["xy"]],
        ["${EMPTY:+x}${EMPTY+y}", ["y"]],
        ["${NOPE:+x}${NOPE+y}", []],
        ["${A:?must}${A?must}${EMPTY?must}", ["aa"]],
        ["${NOPE:-${EMPTY:-${A}}}", ["a"]],
        ["${NOPE:-a$$b${A}}c", ["a$bac"]],
        ['${NOPE:-{"k": {"v": 1}}}', ['{"k": {"v": 1}}']],
        ["${A:-${NOPE}}", ["a"]],
        ["$DOLLAR", ["$A ${A}"]],
        ["$S", [secret]],
        ["x${S}y", ["x", secret, "y"]],
        ["${S:-x}${S-x}${S:?x}${S?x}", [secret, secret, secret, secret]],
        ["${S:+x}${S+y}", ["xy"]],
        ["${NOPE:-p${S}q}", ["p", secret, "q"]],
        ["$A$S$A$A", ["a", secret, "aa"]],
    ];
    for (const [source, text] of good) {
        it(`takes ${JSON.stringify(source)}`, () => {
            expect(interpolate(source, variables)).to.deep.equal({ text, faults: [] });
        });
    }

    const bad: readonly (readonly [source: string, found: string, mend: string])[] = [
        ["$NOPE", "variable NOPE is not set", howToSet],
        ["${NOPE}", "variable NOPE is not set", howToSet],
        ["${NOPE?}", "variable NOPE is not set", howToSet],
        ["${NOPE:?set $A first}", "variable NOPE is not set: set a first", howToSet],
        ["${A:+$NOPE}", "variable NOPE is not set", howToSet],
        ["${EMPTY:-$NOPE}", "variable NOPE is not set", howToSet],
        ["5$", "$… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["pa$1", "$1… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["${A", "${… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["${}", "${… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["${A!x}", "${… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["${1A}", "${… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
        ["${A:-${}", "${… is not a variable of the form ${NAME}", "write $$ for a dollar sign"],
    ];
    for (const [source, found, mend] of bad) {
        it(`refuses ${JSON.stringify(source)}`, () => {
            expect(interpolate(source, variables).faults).to.deep.equal([{ found, mend }]);
        });
    }

    it("counts an empty required variable as not set", () => {
        expect(interpolate("${EMPTY:?no}", variables).faults.map(({ found }) => found)).to.deep.equal([
            "variable EMPTY is not set: no",
        ]);
    });
    it("takes nothing from objects or the process", () => {
        expect(interpolate("${constructor:-}${toString:-}${PATH:-}", variables)).to.deep.equal({
            text: [],
            faults: [],
        });
    });
});

describe("compose: interpolation of any text", () => {
    const name = fc.constantFrom("A", "B", "EMPTY", "NOPE", "S");
    const values = { plain: { A: "a", B: "b$b", EMPTY: "" } as Record<string, string>, secrets: new Set(["S"]) };

    it("gives back a text whose dollar signs are doubled", () => {
        fc.assert(
            fc.property(fc.string({ unit: "grapheme" }), (text) => {
                const expected = text === "" ? [] : [text];
                expect(interpolate(text.replaceAll("$", "$$$$"), values)).to.deep.equal({ text: expected, faults: [] });
            }),
        );
    });
    it("never throws, and says what is wrong or gives a text", () => {
        const piece = fc.constantFrom("$", "{", "}", ":", "-", "?", "+", "A", "NOPE", "S", "_", "1", " ");
        fc.assert(
            fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
                const { text, faults } = interpolate(pieces.join(""), values);
                expect(text.every((part) => part !== "")).to.equal(true);
                expect(faults.every(({ found, mend }) => found !== "" && mend !== "")).to.equal(true);
            }),
            { numRuns: 2000 },
        );
    });

    /** What sh makes of the same, which is where these forms come from; a secret is `<S>` there. */
    const shell: Readonly<Record<string, string>> = { A: "a", B: "b$b", EMPTY: "", S: "<S>" };
    const operators = fc.constantFrom(":-", "-", ":+", "+");
    const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
        tree: fc.oneof(
            { depthSize: "small" },
            fc.constantFrom("x", "y z", "").map((literal): Node => ({ source: literal, value: literal })),
            fc.tuple(name, operators, tie("tree")).map(([variable, operator, word]): Node => {
                const value = shell[variable];
                const there = operator.startsWith(":") ? Boolean(value) : value !== undefined;
                const inside = operator.endsWith("-") ? (there ? (value ?? "") : word.value) : there ? word.value : "";
                return { source: `\${${variable}${operator}${word.source}}`, value: inside };
            }),
            fc
                .tuple(tie("tree"), tie("tree"))
                .map(([a, b]): Node => ({ source: a.source + b.source, value: a.value + b.value })),
        ),
    }));
    it("agrees with what a shell does, however deep", () => {
        fc.assert(
            fc.property(tree, ({ source, value }) => {
                const { text, faults } = interpolate(source, values);
                const flat = text.map((part) => (typeof part === "string" ? part : `<${part.secret}>`)).join("");
                expect([flat, faults]).to.deep.equal([value, []]);
            }),
            { numRuns: 1000 },
        );
    });
});

interface Node {
    readonly source: string;
    readonly value: string;
}
