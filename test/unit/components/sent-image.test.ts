import { expect } from "chai";
import { Image } from "../../../components/image/image";
import { SentImage } from "../../../components/image/sent-image";
import { Marked, makeWithMocks } from "../support/mocks";
import { rented, testDroplet } from "./host/rented";

const reference = "slipway-test/api:1.4.2-0123456789ab";

describe("an image that is sent", () => {
    const make = () =>
        makeWithMocks(
            () => {
                const host = testDroplet(0);
                const from = "unix:///run/engine.sock";
                const build = { context: ".", dockerfile: "Dockerfile", args: {} };
                const image = new Image("api-image", { builder: {}, reference, version: "1.4.2", build });
                return new SentImage("api-image-sent", { host, reference, from }, { dependsOn: image });
            },
            { preview: true, ...rented(1) },
        );

    it("is sent after it is built, to the engine of the host, from the one that has it", async () => {
        const made = await make();
        const command = made.get("api-image-sent-send");
        expect(command).to.deep.include({ parent: "api-image-sent", type: "command:local:Command" });
        expect(made.dependenciesOf("api-image-sent-send")).to.include("api-image-build");
        expect(command.inputs).to.deep.include({ create: "bash components/image/send.sh", logging: "stderr" });
        expect(command.inputs.environment).to.deep.include({
            ...{ SLIPWAY_IMAGE: reference, SLIPWAY_FROM: "unix:///run/engine.sock", SLIPWAY_HOST: "203.0.113.10" },
        });
        expect((command.inputs.environment as Record<string, unknown>).SLIPWAY_SSH_KEY).to.be.instanceOf(Marked);
    });

    it("is sent again where it or the server is another; the old one stays", async () => {
        const command = (await make()).get("api-image-sent-send");
        expect(command.inputs.triggers).to.deep.equal([reference, "4200"]);
        expect(command).to.deep.include({ deleteBeforeReplace: false });
        expect(command.inputs).not.to.have.any.keys("update", "delete");
    });
});
