import * as command from "@pulumi/command";
import { expect } from "chai";
import { announceDeploys } from "../../../components/announce/announce-deploys";
import { testHost } from "../support/host";
import { makeWithMocks } from "../support/mocks";

describe("what announces deploys", () => {
    const make = (preview: boolean) =>
        makeWithMocks(
            () => {
                announceDeploys({ version: "1.0.0", directory: "/", notify: {} });
                new command.local.Command("one", { create: "true" }, { parent: testHost() });
            },
            { preview },
        );
    const none = { beforeCreate: [], beforeUpdate: [], onError: [] };

    it("hangs on what changes something, wherever it hangs itself", async () => {
        const made = await make(false);
        expect(made.get("one").hooks).to.deep.equal({
            beforeCreate: ["announce-start"],
            beforeUpdate: ["announce-start"],
            onError: ["announce-failure"],
        });
        for (const name of ["host", "host-docker"]) expect(made.get(name).hooks).to.deep.equal(none);
    });

    it("does nothing in a preview", async () => {
        expect((await make(true)).get("one").hooks).to.deep.equal(none);
    });
});
