import { expect } from "chai";
import { ConfigError } from "../../../../stacks/config/config-error";
import { loadSmoke } from "../../../../stacks/load-smoke";
import { domainConfig } from "../../support/domain-config";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("loading the smoke flows", () => {
    const folder = new TemporaryFolder();
    const routes = [{ host: "app.example.com", path: "/", service: "web", port: 3000, health: "/live" }];
    const lines = new Map([["slipway:smoke", 7]]);
    const origin = { stack: "test", file: "Pulumi.test.yaml", lines };
    const variables = { plain: { USER_NAME: "ada", UNUSED: "x" }, secrets: new Set(["PASSWORD", "OTHER"]) };

    after(() => folder.remove());

    const load = (smoke: string | undefined, changes = {}) =>
        loadSmoke(
            { ...(smoke === undefined ? {} : { smoke }), domain: domainConfig({ routes }), origin, ...changes },
            variables,
            folder.path,
        );

    function messageOf(smoke: string, changes = {}): string {
        try {
            load(smoke, changes);
        } catch (error) {
            if (error instanceof ConfigError) return error.message.split("\n").slice(1).join("\n").trim();
            throw error;
        }
        return "no problem";
    }

    it("has none where the configuration names none", () => {
        expect(load(undefined)).to.equal(undefined);
    });

    it("gives the flows, the routes, and the names of the variables that they use", () => {
        folder.write("smoke/offer.pdf", "one");
        const text = `flows: [{ name: one, steps: [{ request: POST /a, files: { file: { path: ./offer.pdf } }, fields: { a: "\${USER_NAME} \${PASSWORD} \${unique}" } }] }]`;
        folder.write("smoke/flows.yaml", text);
        const { flows, ...plan } = load("./smoke/flows.yaml") ?? { flows: [] };
        expect(plan).to.deep.equal({
            routes: [{ host: "app.example.com", path: "/", service: "web", health: "/live" }],
            variables: ["PASSWORD", "USER_NAME"],
            secrets: ["PASSWORD"],
        });
        const digests = [flows[0]?.steps[0]?.body];
        expect(digests[0]).to.have.nested.property("files.file.content.path", "smoke/offer.pdf");
        folder.write("smoke/offer.pdf", "two");
        digests.push(load("./smoke/flows.yaml")?.flows[0]?.steps[0]?.body);
        expect(digests[0]).not.to.deep.equal(digests[1]);
    });

    it("says so where the file is not there, or a folder", () => {
        for (const smoke of ["./none.yaml", "."]) {
            expect(messageOf(smoke)).to.equal(
                `Pulumi.test.yaml:7 slipway:smoke: found "${smoke}", which is no file that can be read, expected the path of a file of smoke flows; write the file, or correct the path`,
            );
        }
    });

    it("says so where requests have no way to the app", () => {
        expect(messageOf("./smoke/flows.yaml", { domain: domainConfig() })).to.equal(
            "Pulumi.test.yaml:7 slipway:smoke: found flows and no route, expected routes, which the requests go through; add slipway:domain.routes",
        );
    });

    it("says what is wrong in the file", () => {
        folder.write("bad.yaml", "flows: []");
        expect(messageOf("./bad.yaml")).to.contain("./bad.yaml:1 flows: found an empty list");
    });
});
