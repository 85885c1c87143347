import { expect } from "chai";
import { forgetFailures, lastFailures } from "../../../stacks/failures";
import { TemporaryFolder } from "../support/temporary-folder";

describe("why the last release failed", () => {
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    it("is told by part, of this stack alone, until a release begins", () => {
        expect(lastFailures(folder.path, "shop-dev")).to.deep.equal([]);
        folder.write(".slipway/failed/shop-dev/route", "error rate 4.2% > 1%\n");
        folder.write(".slipway/failed/shop-dev/api", "it does not stay up\n");
        folder.write(".slipway/failed/shop-prod/web", "other\n");

        expect(lastFailures(folder.path, "shop-dev")).to.deep.equal([
            { part: "api", reason: "it does not stay up" },
            { part: "route", reason: "error rate 4.2% > 1%" },
        ]);
        forgetFailures(folder.path, "shop-dev");
        expect(lastFailures(folder.path, "shop-dev")).to.deep.equal([]);
        expect(lastFailures(folder.path, "shop-prod")).to.have.length(1);
    });
});
