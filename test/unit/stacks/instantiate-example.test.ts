import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { instantiateExample } from "../../../stacks/instantiate-example";

const root = join(__dirname, "..", "..", "..");

/** Draws a, b, c, … so that a test sees which value went where. */
function letters(): (characters: number) => string {
    let drawn = 0;
    return (characters) => String.fromCharCode(97 + drawn++).repeat(characters);
}

describe("a stack's file made from an example", () => {
    it("has its id drawn, and its secrets put aside", () => {
        const example = [
            "# comment",
            "config:",
            "  slipway:id: ${random} # kept",
            "",
            "  slipway:secrets:",
            "    ONE: ${random} # gone",
            "    # kept",
            '    TWO: "${random}"',
            "    THREE: { secure: abc }",
            "",
        ].join("\n");
        expect(instantiateExample(example, letters())).to.deep.equal({
            text: [
                "# comment",
                "config:",
                '  slipway:id: "aaaa" # kept',
                "",
                "  slipway:secrets:",
                "    # kept",
                "    THREE: { secure: abc }",
                "",
            ].join("\n"),
            secrets: [
                { path: "slipway:secrets.ONE", value: "b".repeat(32) },
                { path: "slipway:secrets.TWO", value: "c".repeat(32) },
            ],
        });
    });

    it("keeps the key of the secrets, and so its place and comment, when all of them are drawn", () => {
        const example = "config:\n  slipway:secrets:\n    ONE: ${random}\n  slipway:id: ${random}";
        expect(instantiateExample(example, letters()).text).to.equal(
            'config:\n  slipway:secrets:\n  slipway:id: "bbbb"',
        );
    });

    it("is the example when nothing is left to chance", () => {
        const example = "config:\n    slipway:compose:   ./c.yaml\n";
        expect(instantiateExample(example, letters())).to.deep.equal({ text: example, secrets: [] });
    });

    it("is whole for the example of this repository", () => {
        const example = readFileSync(join(root, "Pulumi.local.example.yaml"), "utf8");
        const { text, secrets } = instantiateExample(example, letters());
        expect(
            text
                .split("\n")
                .filter((line) => !line.startsWith("#"))
                .join("\n"),
        ).not.to.include("${random}");
        expect(secrets.map(({ path }) => path)).to.deep.equal([
            "slipway:secrets.JWT_SECRET_KEY",
            "slipway:secrets.ADMIN_PASSWORD",
        ]);
    });
});
