import { expect } from "chai";
import { prefix } from "../../../stacks/names";

describe("the prefix of a stack's names", () => {
    it("tells project, stack and id", () => {
        expect(prefix("slipway", "local", "3f9a")).to.equal("slipway-local-3f9a");
        expect(prefix("slipway", "production", undefined)).to.equal("slipway-production");
    });

    it("has only what an engine takes", () => {
        expect(prefix("My.App", "Feature_1", undefined)).to.equal("my-app-feature-1");
    });
});
