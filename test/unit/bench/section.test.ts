import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { cases } from "../../bench/cases/all";
import { replaceSection } from "../../bench/support/section";
import { repository } from "../../e2e/support/project";

describe("the page of the benchmark", () => {
    const page = [
        "# Page",
        "<!-- bench:one -->",
        "old",
        "<!-- /bench:one -->",
        "between",
        "<!-- bench:two -->",
        "<!-- /bench:two -->",
        "",
    ].join("\n");

    it("gets a section, and keeps the rest", () => {
        expect(replaceSection(page, "two", "| a |\n")).to.equal(
            page.replace("<!-- bench:two -->\n", "<!-- bench:two -->\n\n| a |\n\n"),
        );
    });

    it("gets the same section twice without a trace of the first", () => {
        const once = replaceSection(page, "one", "new $& text");
        expect(replaceSection(replaceSection(page, "one", "first"), "one", "new $& text")).to.equal(once);
        expect(once).to.contain("new $& text").and.not.contain("old");
    });

    it("has a section for each case", () => {
        const written = readFileSync(join(repository, "docs", "benchmarks.md"), "utf8");
        for (const { name } of cases) expect(replaceSection(written, name, "figures")).to.contain("figures");
    });

    for (const [what, text] of [
        ["no such section", "# Page"],
        ["an end before its start", "<!-- /bench:one --><!-- bench:one -->"],
    ] as const) {
        it(`is refused with ${what}`, () => {
            expect(() => replaceSection(text, "one", "")).to.throw("<!-- bench:one --> and <!-- /bench:one -->");
        });
    }
});
