import { expect } from "chai";
import { setupPurpose } from "../../../cli/setup-purpose";
import { TemporaryFolder } from "../support/temporary-folder";

describe("what has to be set up for a stack", () => {
    const folder = new TemporaryFolder();
    after(() => folder.remove());

    for (const [what, text, purpose] of [
        ["servers", "config:\n  slipway:servers: { region: fra1 }\n", "servers"],
        ["this machine", "config:\n  slipway:compose: ./compose.yaml\n", "start"],
        ["a file that is empty", "", "start"],
        ["a file that is no YAML", "config: {", "start"],
    ] as const) {
        it(`is told by its file: ${what}`, () => {
            folder.write("Pulumi.one.yaml", text);
            expect(setupPurpose("one", folder.path)).to.equal(purpose);
        });
    }

    it("is the usual where there is no file", () => {
        expect(setupPurpose("none", folder.path)).to.equal("start");
    });
});
