import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { ensureStack, readStackFiles } from "../../../cli/stack-file";
import { ConfigError } from "../../../stacks/config/config-error";
import { domainConfig } from "../support/domain-config";
import { setEnvironment } from "../support/set-environment";
import { TemporaryFolder } from "../support/temporary-folder";

describe("a stack as its files tell it", () => {
    const folder = new TemporaryFolder();
    after(() => folder.remove());
    folder.write("Pulumi.yaml", "name: desk\n");
    folder.write("Pulumi.local.example.yaml", "config: {}\n");
    folder.write(
        "Pulumi.staging.yaml",
        [
            "config:",
            "  slipway:compose: ./compose.yaml",
            "  slipway:id: 3f9a",
            "  slipway:domain: { port: 80, routes: [{ service: web, port: 3000 }] }",
            "  slipway:env: { TAG: 2 }",
            "  slipway:secrets: { KEY: { secure: v1:abc } }",
        ].join("\n"),
    );
    folder.write("compose.yaml", 'services:\n  web: { image: "web:${TAG}", environment: { KEY: "${KEY}" } }\n');

    it("has configuration, compose file and prefix, without Pulumi and without decrypting", () => {
        const { config, compose, prefix } = readStackFiles("staging", folder.path);
        expect(prefix).to.equal("desk-staging-3f9a");
        expect(config.origin).to.deep.include({ stack: "staging", file: "Pulumi.staging.yaml" });
        expect(config.domain).to.deep.equal(
            domainConfig({ port: 80, routes: [{ path: "/", service: "web", port: 3000 }] }),
        );
        expect(Object.keys(config.secrets)).to.deep.equal(["KEY"]);
        expect(compose.services.web?.image).to.equal("web:2");
        expect(compose.services.web?.environment).to.deep.equal({ KEY: [{ secret: "KEY" }] });
    });

    it("has the line where its file is no YAML, and none of its text", () => {
        folder.write("Pulumi.broken.yaml", "config:\n  slipway:secrets:\n    KEY: sesame: sesame\n");
        const read = () => readStackFiles("broken", folder.path);
        expect(read).to.throw(
            ConfigError,
            /^Pulumi\.broken\.yaml is not valid:\n {2}Pulumi\.broken\.yaml:3: found no YAML/,
        );
        expect(read).not.to.throw(/sesame/);
        folder.write("Pulumi.broken.yaml", "config:\n  slipway:id: *gone\n");
        expect(read).to.throw(ConfigError);
        rmSync(join(folder.path, "Pulumi.broken.yaml"));
    });

    it("is told to be none, beside those that there are", () => {
        expect(() => readStackFiles("stagging", folder.path)).to.throw(
            CliError,
            /^there is no stack stagging: Pulumi\.stagging\.yaml does not exist; known are local, staging$/,
        );
    });
});

describe("a stack that Pulumi shall know", () => {
    let folder: TemporaryFolder;
    let restore = () => {};

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("Pulumi.staging.yaml", "config: {}\n");
        folder.write(
            "Pulumi.local.example.yaml",
            "config:\n  slipway:id: ${random}\n  slipway:secrets:\n    ONE: ${random}\n    TWO: ${random}\n",
        );
        // Like the real one, it may end before it has read what it is given.
        const script = [
            "#!/bin/sh",
            `echo "$@" >>"${folder.path}/calls"`,
            'case "$*" in',
            '    "stack ls"*) echo "$STACKS" ;;',
            `    "config set"*) cat >>"${folder.path}/secrets"; echo >>"${folder.path}/secrets" ;;`,
            "esac",
            'case "$*" in "$FAILING"*) echo "no luck" >&2; exit 1 ;; esac',
        ];
        folder.write("bin/pulumi", `${script.join("\n")}\n`, 0o755);
        restore = setEnvironment({
            SLIPWAY_CACHE: folder.path,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
            STACKS: "[]",
            FAILING: "nothing",
        });
    });
    afterEach(() => {
        restore();
        folder.remove();
    });

    const ensure = (stack: string) => ensureStack(stack, folder.path);
    const failure = (stack: string) =>
        ensure(stack).then(
            () => undefined,
            (reason: unknown) => reason,
        );

    it("is made where it is not known, and its file stays as it is", async () => {
        expect(await ensure("staging")).to.equal(undefined);
        expect(folder.read("calls")).to.equal("stack ls --json\nstack init staging --no-select\n");
        expect(folder.read("Pulumi.staging.yaml")).to.equal("config: {}\n");
    });

    it("is left alone where it is known, under a name with or without an organization", async () => {
        for (const name of ["staging", "acme/slipway/staging"]) {
            process.env.STACKS = JSON.stringify([{ name: "staging2" }, { name }]);
            await ensure("staging");
        }
        expect(folder.read("calls")).to.equal("stack ls --json\nstack ls --json\n");
    });

    it("needs a file", async () => {
        expect(await failure("nowhere")).to.be.instanceOf(CliError);
        expect(existsSync(join(folder.path, "calls"))).to.equal(false);
    });

    it("gets its file from the example when it is local, with secrets that no command line shows", async () => {
        expect(await ensure("local")).to.equal(
            "Pulumi.local.yaml made from Pulumi.local.example.yaml, with 2 random secrets",
        );
        expect(folder.read("Pulumi.local.yaml")).to.match(/^config:\n {2}slipway:id: "[a-z0-9]{4}"\n/);
        expect(folder.read("calls").split("\n").slice(1, -1)).to.deep.equal([
            "stack init local --no-select",
            "config set --secret --path slipway:secrets.ONE --stack local",
            "config set --secret --path slipway:secrets.TWO --stack local",
        ]);
        const secrets = folder.read("secrets").trim().split("\n");
        for (const secret of secrets) expect(secret).to.match(/^[a-z0-9]{32}$/);
        expect(new Set(secrets).size).to.equal(2);
    });

    it("has no file that is half made where Pulumi fails", async () => {
        for (const failing of ["stack init", "config set --secret --path slipway:secrets.TWO"]) {
            process.env.FAILING = failing;
            expect(await failure("local"))
                .to.be.instanceOf(CliError)
                .with.property("message")
                .that.contains("no luck");
            expect(existsSync(join(folder.path, "Pulumi.local.yaml"))).to.equal(false);
        }
    });
});
