import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { generatedFiles } from "../../../docs/generated-files";

describe("a generated file", () => {
    for (const [path, content] of generatedFiles()) {
        it(`${path} is what the code says (else run npm run docs)`, () => {
            const file = join(__dirname, "..", "..", "..", path);
            expect(existsSync(file) ? readFileSync(file, "utf8") : "no file").to.equal(content);
        });
    }
});
