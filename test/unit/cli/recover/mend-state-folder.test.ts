import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { mendStateFolder } from "../../../../cli/recover/mend-state-folder";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("a state folder whose deployer was killed while it wrote", () => {
    let folder: TemporaryFolder;
    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    it("loses the empty files of attributes, and nothing else", () => {
        const files = [
            "stacks/slipway/local.json",
            "stacks/slipway/local.json.bak.attrs",
            "history/slipway/empty.json",
        ];
        folder.write(files[0] ?? "", "{}");
        folder.write(files[1] ?? "", '{"user.content_type":"application/json"}');
        folder.write(files[2] ?? "", "");
        const broken = folder.write("stacks/slipway/local.json.attrs", "");
        expect(mendStateFolder(folder.path)).to.equal(true);
        expect(existsSync(broken)).to.equal(false);
        for (const file of files) expect(existsSync(join(folder.path, file)), file).to.equal(true);
        expect(mendStateFolder(folder.path)).to.equal(false);
    });

    it("may not be there yet", () => expect(mendStateFolder(join(folder.path, "none"))).to.equal(false));
});
