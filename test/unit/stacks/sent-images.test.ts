import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { sentImages } from "../../../stacks/sent-images";
import { rented, testDroplet } from "../components/host/rented";
import { makeWithMocks, resolved } from "../support/mocks";

describe("the images that a stack sends to its servers", () => {
    const make = (pushed: boolean) =>
        makeWithMocks(async () => {
            const send = sentImages({ host: testDroplet(0), from: "unix:///run/engine.sock", pushed });
            const image = (name: string) => new pulumi.ComponentResource("test:Image", `${name}-image`);
            const there = ["api", "web"].map((name) => send(name, `acme/${name}:1.0.0-1f`, image(name)));
            return await Promise.all(
                there.map(({ digest }) => (digest === undefined ? Promise.resolve("none") : resolved(digest))),
            );
        }, rented(1));

    it("go one after the other, so that what they have in common goes once", async () => {
        const made = await make(false);
        expect(made.dependenciesOf("web-image-sent-send")).to.include("api-image-sent-send");
        expect(made.dependenciesOf("api-image-sent-send")).not.to.include("web-image-sent-send");
        expect(made.names("Command").filter((name) => name.includes("push"))).to.deep.equal([]);
        expect(made.result).to.deep.equal(["none", "none"]);
    });

    it("go from there to the registry, which tells their digests", async () => {
        const made = await make(true);
        expect(made.result).to.deep.equal(["3fa9c1", "3fa9c1"]);
        expect(made.dependenciesOf("api-image-pushed-push")).to.include("api-image-sent-send");
        expect(made.get("web-image-pushed-push").inputs).to.deep.include({
            create: "bash components/image/push.sh",
            triggers: ["acme/web:1.0.0-1f"],
            logging: "stderr",
        });
    });
});
