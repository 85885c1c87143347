import { expect } from "chai";
import { planImages } from "../../../stacks/image-plan";
import { launchedImages } from "../../../stacks/launched-images";
import { load } from "../../compose/support/load";

describe("images that need sh", () => {
    const model = load("services:\n  web: { image: web }\n  job: { image: job }\n");

    it("are those of services with secrets in their environment, and the migration's", () => {
        const secret = { ...model.services.web, environment: { TOKEN: [{ secret: "TOKEN" }] } };
        const compose = { ...model, services: { ...model.services, web: secret } } as typeof model;
        const found = launchedImages(compose, planImages("slipway-test", compose, "1.0.0"), "job");
        expect(found).to.deep.equal([
            {
                image: "web",
                service: "compose.yaml:2 services.web",
                reason: "which puts secrets into environment variables; give it the secret as a file (secrets:), or take an image with sh",
            },
            {
                image: "job",
                service: "compose.yaml:3 services.job",
                reason: "with which the commands of slipway:migrations run; take an image with sh",
            },
        ]);
    });

    it("are none where nothing needs it", () => {
        expect(launchedImages(model, planImages("slipway-test", model, "1.0.0"), undefined)).to.deep.equal([]);
    });
});
