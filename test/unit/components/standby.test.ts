import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import { stateToRepeat } from "../../../cli/recover/repeat.plan";
import { documentFiles } from "../../../components/service/document-files";
import { Standby } from "../../../components/service/standby";
import { release } from "../cli/recover/state";
import { testHost } from "../support/host";
import { makeWithMocks } from "../support/mocks";

const document = `
services: { shop: { image: x, secrets: [{ source: KEY }], configs: [{ source: slipway_launcher }] } }
secrets: { KEY: { external: true } }
configs: { slipway_launcher: { external: true } }
`;

describe("a version on standby", () => {
    it("has the resources of the service that it was, and each stays what it is", async () => {
        const args = { host: testHost(), stack: "slipway-test", service: "shop", ...documentFiles(document) };
        const made = await makeWithMocks(() => new Standby("shop.b", args));
        const all = made.resources.filter(({ type }) => !type.startsWith("pulumi:"));
        const own = all.filter(({ ignoreChanges }) => ignoreChanges.length > 0).map(({ name }) => name);
        expect(own.sort()).to.deep.equal([
            "shop.b-generation",
            "shop.b-release-service",
            "slipway-test.shop.b.KEY",
            "slipway-test.shop.b.config.slipway_launcher",
        ]);
        for (const { name, inputs, ignoreChanges } of all.filter(({ name: each }) => own.includes(each))) {
            expect(ignoreChanges, name).to.include.members(Object.keys(inputs));
        }
    });

    it("is applied again all the same where a recovery has marked it in the state", async () => {
        const args = { host: testHost(), stack: "slipway-test", service: "shop", secrets: [], configs: [] };
        const made = await makeWithMocks(() => new Standby("shop.b", args));
        const { inputs, ignoreChanges } = made.get("shop.b-release-service");
        const before = release("shop.b", "3fa9c1");
        const state = { version: 3, deployment: { resources: [before] } };
        const { deployment } = stateToRepeat(state, new Map([[before.urn, "its service is gone from the engine"]]));
        const after = deployment.resources?.[0]?.inputs ?? {};
        const marked = Object.keys(after).filter((key) => !isDeepStrictEqual(after[key], before.inputs?.[key]));
        expect(marked.filter((key) => !ignoreChanges.includes(key) && !(key in inputs))).to.deep.equal(["interpreter"]);
    });

    it("of a document without files has none", () => {
        expect(documentFiles("services: { shop: { image: x } }")).to.deep.equal({ secrets: [], configs: [] });
    });
});
