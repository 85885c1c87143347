import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replaceSection } from "../bench/support/section";
import { sections } from "./sections";

/** Plays steps of releases against the judge and puts what comes out into docs/canary-analysis.md, which says how. */

const file = join(__dirname, "..", "..", "docs", "canary-analysis.md");

const drawn = sections();
let page = readFileSync(file, "utf8");
for (const [name, text] of Object.entries(drawn)) {
    process.stdout.write(`${name}\n\n${text}\n\n`);
    page = replaceSection(page, name, text);
}
writeFileSync(file, page);
