import { expect } from "chai";
import { askPulumi, runPulumi } from "../../../cli/pulumi";
import { setEnvironment } from "../support/set-environment";
import { TemporaryFolder } from "../support/temporary-folder";

describe("the pinned Pulumi", () => {
    let folder: TemporaryFolder;
    let restore: () => void;
    const write = process.stderr.write;
    let printed = "";

    beforeEach(() => {
        folder = new TemporaryFolder();
        folder.write("bin/pulumi", '#!/bin/sh\necho "error: $SAID" >&2\nexit "$CODE"\n', 0o755);
        restore = setEnvironment({
            SLIPWAY_CACHE: folder.path,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
            SAID: "getting secrets manager: incorrect passphrase",
            CODE: "255",
        });
        printed = "";
        process.stderr.write = ((chunk: string | Uint8Array) => {
            printed += chunk.toString();
            return true;
        }) as typeof write;
    });
    afterEach(() => {
        process.stderr.write = write;
        restore();
        folder.remove();
    });

    it("gets the mend of a wrong passphrase beside what it says", async () => {
        expect(await runPulumi(["up"])).to.equal(255);
        expect(printed).to.match(/^error: getting secrets manager: incorrect passphrase\n.*\.slipway\/passphrase.*\n$/);
        const said = await askPulumi(["stack", "ls"]).then(() => "", String);
        expect(said).to.match(/pulumi stack failed:\nerror: .*passphrase\n.*PULUMI_CONFIG_PASSPHRASE_FILE/);
    });

    it("gets the way to a stack that it does not know beside what it says", async () => {
        process.env.SAID = "no stack named 'production' found";
        expect(await askPulumi(["config"]).then(() => "", String)).to.equal(
            "CliError: pulumi config failed:\nerror: no stack named 'production' found\nNothing of it is deployed yet: ./slipway up production does that",
        );
    });

    it("is left alone with everything else", async () => {
        process.env.SAID = "no luck";
        expect(await runPulumi(["up"])).to.equal(255);
        expect(await askPulumi(["stack"]).then(() => "", String)).to.equal(
            "CliError: pulumi stack failed:\nerror: no luck",
        );
        process.env.SAID = "incorrect passphrase";
        process.env.CODE = "0";
        expect(await runPulumi(["up"])).to.equal(0);
        expect(printed).to.equal("error: no luck\nerror: incorrect passphrase\n");
    });
});
