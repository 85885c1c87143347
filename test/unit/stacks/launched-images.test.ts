import { expect } from "chai";
import { planImages } from "../../../stacks/image-plan";
import { launchedImages } from "../../../stacks/launched-images";
import { load } from "../../compose/support/load";

describe("images that need sh", () => {
    const model = load(
        "services:\n  web: { image: web }\n  job: { image: job }\n  db: { image: pg }\n  cache: { image: rd }\n",
    );

    it("are those of services with secrets in their environment, of what is taken over, and the migration's", () => {
        const secret = { ...model.services.web, environment: { TOKEN: [{ secret: "TOKEN" }] } };
        const compose = { ...model, services: { ...model.services, web: secret } } as typeof model;
        const found = launchedImages(compose, planImages("slipway-test/", compose, "1.0.0"), {
            migrations: { service: "job", up: "u", head: "h", heads: "s", known: "k {revision}", timeout: 1 },
            postgres: { service: "db", database: "app", user: "app", extensions: [] },
            redis: { service: "cache", persistence: "aof" },
        });
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
            {
                image: "pg",
                service: "compose.yaml:4 services.db",
                reason: "with which slipway:postgres asks the database; take an image with sh",
            },
            {
                image: "rd",
                service: "compose.yaml:5 services.cache",
                reason: "with which slipway:redis looks after the data; take an image with sh",
            },
        ]);
    });

    it("are none where nothing needs it", () => {
        expect(launchedImages(model, planImages("slipway-test/", model, "1.0.0"), {})).to.deep.equal([]);
    });
});
