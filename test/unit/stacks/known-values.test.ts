import * as pulumi from "@pulumi/pulumi";
import { unknown } from "@pulumi/pulumi/output";
import { expect } from "chai";
import { knownValues } from "../../../stacks/known-values";

describe("values that are known", () => {
    it("are those that a preview has, secret or not", async () => {
        // What a resource tells that is not made yet.
        const later = pulumi.secret(unknown as unknown as string);
        const values = { plain: "a", secret: pulumi.secret("b"), later };
        expect(await knownValues(values)).to.deep.equal({ plain: "a", secret: "b" });
    });
});
