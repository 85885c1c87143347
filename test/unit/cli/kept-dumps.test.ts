import { expect } from "chai";
import { keptDumps } from "../../../cli/kept-dumps";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the dumps that a stack leaves behind", () => {
    for (const [what, files, folder] of [
        ["are told by their folder", ["slipway-local/1.dump"], ".slipway/host/dumps/slipway-local"],
        ["are none where there was no migration", [], undefined],
        ["are not those of another stack", ["slipway-staging/1.dump"], undefined],
    ] as const) {
        it(what, () => {
            const project = new TemporaryFolder();
            try {
                for (const file of files) project.write(`.slipway/host/dumps/${file}`, "");
                expect(keptDumps("slipway-local", project.path)).to.equal(folder);
            } finally {
                project.remove();
            }
        });
    }
});
