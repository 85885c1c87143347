import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { CliError } from "../../../../cli/cli-error";
import { makeRehearsalStack, rehearsalName, removeRehearsalStack } from "../../../../cli/rehearse/rehearsal-stack";
import { setEnvironment } from "../../support/set-environment";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("the stack of a rehearsal", () => {
    const registry = { address: "registry.test/rehearsal", user: "rehearsal", password: "known" };
    const around = { sshFrom: "198.18.0.1/32", acmeDirectory: "https://acme.test/dir", registry, missing: ["TOKEN"] };
    const real = [
        "encryptionsalt: v1:salt",
        "config:",
        "  slipway:servers: { region: fra1, allowSshFrom: [203.0.113.7/32] }",
        "  slipway:registry: { address: registry.example.com/acme, user: ci, password: { secure: v1:def } }",
        "  slipway:secrets: { KEY: { secure: v1:abc } }",
        "",
    ].join("\n");
    let folder: TemporaryFolder;
    let restore = () => {};

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("Pulumi.staging.yaml", real);
        const script = [
            "#!/bin/sh",
            `echo "$@" >>"${folder.path}/calls"`,
            'case "$*" in "stack ls"*) echo "$STACKS" ;;',
            `    "config set"*) cat >>"${folder.path}/values"; echo >>"${folder.path}/values" ;;`,
            "esac",
            'case "$*" in "$FAILING"*) echo "no luck" >&2; exit 1 ;; esac',
        ];
        folder.write("bin/pulumi", `${script.join("\n")}\n`, 0o755);
        restore = setEnvironment({
            ...{ SLIPWAY_CACHE: folder.path, PULUMI_BACKEND_URL: "file:///nowhere", PULUMI_CONFIG_PASSPHRASE: "" },
            ...{ STACKS: "[]", FAILING: "nothing" },
        });
    });
    afterEach(() => {
        restore();
        folder.remove();
    });

    const file = () => join(folder.path, "Pulumi.staging-rehearsal.yaml");
    const calls = () => folder.read("calls").trimEnd().split("\n");

    it("is one of its own, beside the stack's", async () => {
        expect(rehearsalName("staging")).to.equal("staging-rehearsal");
        await makeRehearsalStack("staging", around, folder.path);
        expect(folder.read("Pulumi.staging.yaml")).to.equal(real);
        const written = folder.read("Pulumi.staging-rehearsal.yaml");
        expect(written).to.match(/^# Made by \.\/slipway rehearse staging, and gone with it\.\n/);
        expect(parse(written)).to.deep.equal({
            config: {
                "slipway:servers": { region: "fra1", allowSshFrom: ["198.18.0.1/32"] },
                "slipway:registry": { address: "registry.test/rehearsal", user: "rehearsal" },
                "slipway:secrets": {},
            },
        });
    });

    it("has secrets that are nobody's, and that no command line shows", async () => {
        await makeRehearsalStack("staging", around, folder.path);
        expect(calls()).to.deep.equal([
            "stack ls --json",
            "stack init staging-rehearsal --no-select",
            "config set --secret --path slipway:secrets.KEY --stack staging-rehearsal",
            "config set --secret --path slipway:secrets.TOKEN --stack staging-rehearsal",
            "config set --secret --path slipway:registry.password --stack staging-rehearsal",
        ]);
        const [key = "", token = "", password] = folder.read("values").trimEnd().split("\n");
        for (const value of [key, token]) expect(value).to.match(/^[\w-]{32}$/);
        expect(key).not.to.equal(token);
        expect(password).to.equal("known");
    });

    it("is gone afterwards, with its state", async () => {
        await makeRehearsalStack("staging", around, folder.path);
        await removeRehearsalStack("staging", folder.path);
        expect(calls().at(-1)).to.equal("stack rm --yes --force staging-rehearsal");
        expect(existsSync(file())).to.equal(false);
        expect(folder.read("Pulumi.staging.yaml")).to.equal(real);
    });

    it("goes although Pulumi does not know it, and is no matter where there is none", async () => {
        await removeRehearsalStack("staging", folder.path);
        expect(existsSync(join(folder.path, "calls"))).to.equal(false);
        folder.write("Pulumi.staging-rehearsal.yaml", "# Made by ./slipway rehearse staging\nconfig: {}\n");
        process.env.FAILING = "stack rm";
        await removeRehearsalStack("staging", folder.path);
        expect(existsSync(file())).to.equal(false);
    });

    it("is not made where Pulumi says no, which is told", async () => {
        process.env.FAILING = "stack init";
        const said = await makeRehearsalStack("staging", around, folder.path).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(said).to.be.instanceOf(CliError).with.property("message").that.contains("no luck");
    });

    it("is never somebody's own of the same name", async () => {
        folder.write("Pulumi.staging-rehearsal.yaml", "config: {}\n");
        const error = await removeRehearsalStack("staging", folder.path).catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(CliError);
        expect(existsSync(file())).to.equal(true);
    });
});
