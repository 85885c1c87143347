import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { planImages } from "../../../stacks/image-plan";
import { images } from "../../../stacks/images";
import { load } from "../../compose/support/load";
import { testHost } from "../support/host";
import { makeWithMocks, resolved } from "../support/mocks";
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
                planImages("slipway-test/", compose, "1.0.0"),
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

    it("are built for a platform where the compose file names none, under another name", () => {
        const [own, servers] = [undefined, "linux/amd64"].map((on) =>
            planImages("slipway-test/", compose, "1.0.0", on),
        );
        expect(own?.Api?.built).not.to.have.property("platform");
        expect(servers?.Api?.built).to.deep.include({ platform: "linux/amd64" });
        expect(servers?.Api?.reference).not.to.equal(own?.Api?.reference);
        expect(servers?.twin).to.equal(servers?.Api);
        expect(servers?.cache).to.deep.equal({ reference: "redis:7" });
    });

    it("are sent to where they run, once each, and whoever runs them waits for that", async () => {
        const sent: (readonly [service: string, reference: string, image: string])[] = [];
        const made = await makeWithMocks(async () => {
            const send = (service: string, reference: string, image: pulumi.Resource) => {
                image.urn.apply((urn) => sent.push([service, reference, urn.split("::").at(-1) ?? ""]));
                return {
                    image: new pulumi.ComponentResource("test:Sent", `${service}-sent`),
                    digest: pulumi.output(`sha256:${service}`),
                };
            };
            const place = { builder: testHost().environment, send };
            const imageOf = images(place, planImages("slipway-test", compose, "1.0.0"), "1.0.0");
            const names = Object.values(compose.services).map(async (model) => {
                const { image, digest } = imageOf(model);
                if (image === undefined) return [model.name, undefined] as const;
                const name = (await resolved(image.urn)).split("::").at(-1);
                return [model.name, `${name} ${await resolved(digest ?? pulumi.output("none"))}`] as const;
            });
            return { reference: imageOf, after: Object.fromEntries(await Promise.all(names)) };
        });
        expect(made.result.after).to.deep.equal({
            ...{ Api: "Api-sent sha256:Api", migrate: "Api-sent sha256:Api", twin: "Api-sent sha256:Api" },
            ...{ other: "other-sent sha256:other", cache: undefined },
        });
        expect(sent.map(([service, , image]) => [service, image])).to.deep.equal([
            ["Api", "Api-image"],
            ["other", "other-image"],
        ]);
        for (const [service, reference] of sent) {
            const [model] = Object.values(compose.services).filter(({ name }) => name === service);
            expect(model && made.result.reference(model).reference).to.equal(reference);
        }
    });
});
