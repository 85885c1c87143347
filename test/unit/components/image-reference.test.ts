import { expect } from "chai";
import { contentHash } from "../../../components/image/content-hash";
import { imageReference } from "../../../components/image/image-reference";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the reference of an image that is built", () => {
    const folder = new TemporaryFolder();
    folder.write("Dockerfile", "FROM scratch\n");
    after(() => folder.remove());
    const build = { context: folder.path, dockerfile: "Dockerfile", args: {} };
    const referenceOf = (version: string, platform?: string) =>
        imageReference({ repository: "slipway-test/api", build, version, ...(platform && { platform }) });

    it("tells version and content", () => {
        expect(referenceOf("1.4.2")).to.equal(`slipway-test/api:1.4.2-${contentHash(build)}`);
        expect(referenceOf("1.4.2", "linux/arm64")).not.to.equal(referenceOf("1.4.2"));
    });

    it("has a valid tag where the version has build metadata", () => {
        expect(referenceOf("1.4.2-rc.1+build.7"))
            .to.equal(`slipway-test/api:1.4.2-rc.1_build.7-${contentHash(build)}`)
            .and.to.match(/:[\w][\w.-]{0,127}$/);
    });
});
