import { expect } from "chai";
import { planImages } from "../../../stacks/image-plan";
import { images } from "../../../stacks/images";
import { load } from "../../compose/support/load";
import { testHost } from "../support/host";
import { makeWithMocks } from "../support/mocks";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the images of a stack", () => {
    const folder = new TemporaryFolder();
    folder.write("Dockerfile", "FROM scratch\n");
    folder.write("other/Dockerfile", "FROM busybox\n");
    after(() => folder.remove());

    const compose = load(
        `
services:
  migrate: { image: acme-api }
  Api: { image: acme-api, build: ${folder.path} }
  twin: { build: ${folder.path} }
  other: { build: ${folder.path}/other }
  cache: { image: "redis:7" }
`,
        { files: { [`${folder.path}/Dockerfile`]: "", [`${folder.path}/other/Dockerfile`]: "" } },
    );

    it("are built once each, whoever runs them", async () => {
        const made = await makeWithMocks(() => {
            const imageOf = images(
                { builder: testHost().environment },
                planImages("slipway-test", compose, "1.0.0"),
                "1.0.0",
            );
            const all = Object.values(compose.services).map((model) => [model.name, imageOf(model)] as const);
            return Object.fromEntries(all);
        });
        expect(made.names("Image")).to.deep.equal(["Api-image", "other-image"]);
        const { Api, migrate, twin, other, cache } = made.result;
        expect(Api?.reference).to.match(/^slipway-test\/api:1\.0\.0-[0-9a-f]{12}$/);
        expect(Api?.image).to.be.an("object");
        expect(migrate).to.deep.equal(Api);
        expect(twin).to.deep.equal(Api);
        expect(other?.reference).to.match(/^slipway-test\/other:1\.0\.0-/);
        expect(cache).to.deep.equal({ reference: "redis:7" });
    });
});
