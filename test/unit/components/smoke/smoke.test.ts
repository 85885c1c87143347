import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Smoke } from "../../../../components/smoke/smoke";
import { smokeJson } from "../../../../components/smoke/smoke-json";
import { Marked, makeWithMocks } from "../../support/mocks";

describe("the smoke flows of a stack", () => {
    it("are one command that gets them as a secret, and whose output is one", async () => {
        const plan = { routes: [], flows: [], variables: ["A", "B"], secrets: ["B"] };
        const made = await makeWithMocks(() => {
            const values = { A: "a", B: pulumi.secret("b"), C: "c" };
            const services = ["slipway-test_web", pulumi.output("slipway-test_api-3fa9c1")];
            const flows = smokeJson(plan, pulumi.output({ address: "localhost", port: 80 }), values);
            new Smoke("smoke", { stack: "slipway-test", flows, services });
        });
        const { inputs, parent } = made.get("smoke-flows");
        expect(parent).to.equal("smoke");
        expect(inputs).to.deep.equal({
            create: "node --require tsx/cjs components/smoke/main.ts",
            update: "node --require tsx/cjs components/smoke/main.ts",
            environment: {
                SLIPWAY_SMOKE: new Marked(
                    JSON.stringify({ ...plan, address: "localhost", port: 80, values: { A: "a", B: "b" } }),
                ),
                SLIPWAY_SERVICES: "slipway-test_web slipway-test_api-3fa9c1",
                SLIPWAY_STACK: "slipway-test",
                SLIPWAY_PART: "smoke",
            },
        });
    });
});
