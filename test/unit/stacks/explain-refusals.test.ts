import * as cloudflare from "@pulumi/cloudflare";
import * as command from "@pulumi/command";
import { expect } from "chai";
import { explainRefusals } from "../../../stacks/explain-refusals";
import { makeWithMocks } from "../support/mocks";

describe("what explains Cloudflare's refusals", () => {
    const make = (preview: boolean) =>
        makeWithMocks(
            () => {
                explainRefusals();
                new cloudflare.ZoneSetting("setting", { zoneId: "z1", settingId: "ssl", value: "strict" });
                new command.local.Command("other", { create: "true" });
            },
            { preview },
        );

    it("hangs on what lies at Cloudflare alone, and not in a preview", async () => {
        const made = await make(false);
        expect(made.get("setting").hooks.onError).to.deep.equal(["explain-refusal"]);
        expect(made.get("other").hooks.onError).to.deep.equal([]);
        expect((await make(true)).get("setting").hooks.onError).to.deep.equal([]);
    });
});
