import { expect } from "chai";
import { ComposeError } from "../../../components/compose/problem";
import { ConfigError } from "../../../stacks/config/config-error";
import { loadApp } from "../../../stacks/load-app";
import { TemporaryFolder } from "../support/temporary-folder";

describe("an application", () => {
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write(
            "app/compose.yaml",
            'services:\n  web:\n    image: web:${TAG:-none}\n    environment: { LEVEL: "${LEVEL:-none}", KEY: "${KEY:-none}" }\n',
        );
    });
    afterEach(() => folder.remove());

    function load(stack: string, more: { env?: Record<string, string>; routes?: readonly string[] } = {}) {
        const routes = (more.routes ?? []).map((service) => ({ path: "/", service, port: 80 }));
        const config = {
            compose: "app/compose.yaml",
            env: more.env ?? {},
            domain: { port: 8080, routes },
            origin: { stack, file: `Pulumi.${stack}.yaml`, lines: new Map<string, number>() },
        };
        return loadApp(config, ["KEY"], folder.path);
    }

    it("gets its variables from the configuration, and secrets by name", () => {
        const { web } = load("staging", { env: { TAG: "2" } }).services;
        expect(web?.image).to.equal("web:2");
        expect(web?.environment).to.deep.equal({ LEVEL: ["none"], KEY: [{ secret: "KEY" }] });
    });

    it("never gets this process's variables", () => {
        process.env.LEVEL = "from-the-process";
        try {
            expect(load("local").services.web?.environment.LEVEL).to.deep.equal(["none"]);
        } finally {
            delete process.env.LEVEL;
        }
    });

    it("takes .env beside the compose file on the stack local alone, below the configuration", () => {
        folder.write("app/.env", "TAG=3\nLEVEL=debug\nKEY=not-this\n");
        folder.write(".env", "TAG=4\n");
        const { web } = load("local", { env: { LEVEL: "info" } }).services;
        expect(web?.image).to.equal("web:3");
        expect(web?.environment).to.deep.equal({ LEVEL: ["info"], KEY: [{ secret: "KEY" }] });
        expect(load("staging").services.web?.image).to.equal("web:none");
    });

    it("says what is wrong in .env", () => {
        folder.write("app/.env", "TAG=1\nnot a line\n");
        expect(() => load("local")).to.throw(ComposeError, /^app\/\.env:2/);
    });

    it("is held against the configuration's routes", () => {
        expect(() => load("staging", { routes: ["wep"] })).to.throw(ConfigError, /did you mean web\?/);
    });
});
