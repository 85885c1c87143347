import { execFileSync } from "node:child_process";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { password } from "../../../components/password/password";
import { makeWithMocks } from "../support/mocks";

describe("a password", () => {
    it("is drawn once, logged nowhere, and fits into a URL", async () => {
        const made = await makeWithMocks(() => password("redis-password"));
        const { inputs } = made.get("redis-password");
        expect(inputs).to.have.all.keys("create", "logging");
        expect(inputs.logging).to.equal("none");
        const draw = () => execFileSync("/bin/sh", ["-c", String(inputs.create)], { encoding: "utf8" });
        const drawn = [draw(), draw()];
        for (const each of drawn) expect(each).to.match(/^[A-Za-z0-9]{32}$/);
        expect(drawn[0]).not.to.equal(drawn[1]);
        expect(await pulumi.isSecret(made.result)).to.equal(true);
    });
});
