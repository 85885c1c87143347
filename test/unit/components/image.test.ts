import { expect } from "chai";
import { Image } from "../../../components/image/image";
import { testHost } from "../support/host";
import { makeWithMocks } from "../support/mocks";
import { TemporaryFolder } from "../support/temporary-folder";

describe("an image", () => {
    const folder = new TemporaryFolder();
    folder.write("docker/Dockerfile", "FROM scratch\n");
    after(() => folder.remove());
    const build = { context: folder.path, dockerfile: "docker/Dockerfile", args: { FLAVOUR: "dark", EMPTY: "" } };

    const reference = "slipway-test/api:1.4.2-0123456789ab";

    function make(more: { readonly target?: string } = {}) {
        const args = { reference, version: "1.4.2", build: { ...build, ...more } };
        return makeWithMocks(() => new Image("api-image", { builder: testHost().environment, ...args }));
    }

    it("is built anew when its name changes, and the old one stays", async () => {
        const made = await make({ target: "run" });
        const command = made.get("api-image-build");
        expect(command).to.deep.include({ parent: "api-image", deleteBeforeReplace: false });
        expect(command.inputs).to.deep.include({
            create: "bash components/image/build.sh",
            triggers: [reference],
            logging: "none",
        });
        expect(command.inputs).not.to.have.any.keys("update", "delete");
        expect(command.inputs.environment).to.deep.include({
            DOCKER_HOST: "unix:///run/engine.sock",
            SLIPWAY_IMAGE: reference,
            SLIPWAY_VERSION: "1.4.2",
            SLIPWAY_DOCKERFILE: "docker/Dockerfile",
            SLIPWAY_TARGET: "run",
            SLIPWAY_ARG_FLAVOUR: "dark",
            SLIPWAY_ARG_EMPTY: "",
        });
    });

    it("says the same on every machine: the context is relative to the project", async () => {
        const made = await make();
        const { SLIPWAY_CONTEXT } = made.get("api-image-build").inputs.environment as Record<string, string>;
        expect(SLIPWAY_CONTEXT).to.match(/^\.\./);
    });
});
