import { statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { CliError } from "../../../../cli/cli-error";
import { enterRehearsal, letIn } from "../../../../cli/rehearse/entry";
import type { Rehearsal } from "../../../../emulator/rehearsal/start-rehearsal";
import { setEnvironment } from "../../support/set-environment";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("the way into a rehearsal", () => {
    let folder: TemporaryFolder;
    let restore = () => {};

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("authority.crt", "-----BEGIN CERTIFICATE-----\nREHEARSAL\n-----END CERTIFICATE-----\n");
        restore = setEnvironment({
            SLIPWAY_CACHE: folder.path,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
            SHELL: undefined,
        });
    });
    afterEach(() => {
        restore();
        folder.remove();
    });

    const out = () => join(folder.path, "out");

    function open(): void {
        letIn(folder.path, {
            environment: { CLOUDFLARE_BASE_URL: "http://127.0.0.1:9/client/v4" },
            authorityFile: join(folder.path, "authority.crt"),
            inside: (command: readonly string[]) => ["env", "INSIDE=yes", ...command],
        } as unknown as Rehearsal);
    }

    async function refusal(): Promise<string> {
        const error = await enterRehearsal("production", folder.path, ["true"]).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(CliError);
        return (error as Error).message;
    }

    it("runs a command inside, with its clouds and whom it trusts beside everybody else", async () => {
        open();
        const script = `echo "$INSIDE $CLOUDFLARE_BASE_URL $1" >"${out()}"; cat "$CURL_CA_BUNDLE" >>"${out()}"; exit 5`;
        expect(await enterRehearsal("production", folder.path, ["sh", "-c", script, "sh", "a b"])).to.equal(5);
        const [first, ...trusted] = folder.read("out").split("\n");
        expect(first).to.equal("yes http://127.0.0.1:9/client/v4 a b");
        expect(trusted).to.contain("REHEARSAL");
        expect(trusted.filter((line) => line === "-----BEGIN CERTIFICATE-----").length).to.be.above(100);
    });

    it("opens a shell where there is no command", async () => {
        open();
        folder.write("shell", `#!/bin/sh\necho "a shell" >"${out()}"\n`, 0o755);
        process.env.SHELL = join(folder.path, "shell");
        expect(await enterRehearsal("production", folder.path, [])).to.equal(0);
        expect(folder.read("out")).to.equal("a shell\n");
    });

    it("is for nobody else on this machine", () => {
        open();
        expect(statSync(join(folder.path, "entry.json")).mode & 0o777).to.equal(0o600);
    });

    const said = "no rehearsal of production is kept: ./slipway rehearse production --keep starts one";

    it("is told where nothing is kept", async () => expect(await refusal()).to.equal(said));

    it("is told where the rehearsal was killed", async () => {
        open();
        // No process has so large a number.
        folder.write("entry.json", folder.read("entry.json").replace(`"process":${process.pid}`, '"process":99999999'));
        expect(await refusal()).to.equal(said);
    });
});
