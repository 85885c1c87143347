import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { sshKey } from "../../../../components/host/ssh-key";
import { makeWithMocks, resolved } from "../../support/mocks";
import { type Ended, runScript } from "../../support/run-script";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("a key pair for SSH", () => {
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    const make = (more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
        runScript("components/host/make-ssh-key.sh", { TMPDIR: folder.path, SLIPWAY_COMMENT: "slipway shop", ...more });

    /** The public key of a private one, as ssh-keygen knows it. */
    function publicOf(privateKey: string): string {
        const path = folder.write("key", privateKey, 0o600);
        return execFileSync("ssh-keygen", ["-y", "-P", "", "-f", path], { encoding: "utf8" }).trim();
    }

    it("is printed, and lies nowhere", async () => {
        const { code, stdout, stderr } = await make();
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(readdirSync(folder.path)).to.deep.equal([]);
        const [privateKey = "", publicKey] = stdout.split(/(?<=PRIVATE KEY-----\n)(?=ssh-)/);
        expect(publicKey).to.match(/^ssh-ed25519 [A-Za-z0-9+/=]+ slipway shop\n$/);
        expect(`${publicOf(privateKey)}\n`).to.equal(publicKey);
        expect((await make()).stdout).not.to.contain(publicKey);
    });

    it("is not made where ssh-keygen cannot, or where nobody says whose it is", async () => {
        folder.write("bin/ssh-keygen", "#!/bin/sh\necho no entropy >&2\nexit 3\n", 0o755);
        const PATH = `${join(folder.path, "bin")}:${process.env.PATH}`;
        expect(await make({ PATH })).to.deep.equal({ code: 3, stdout: "", stderr: "no entropy\n" });
        expect(await make({ SLIPWAY_COMMENT: "" })).to.deep.include({ stdout: "" });
        expect(readdirSync(folder.path)).to.deep.equal(["bin"]);
    });

    async function keyOf(printed: string) {
        return await makeWithMocks(
            async () => {
                const { privateKey, publicKey } = sshKey("key", "slipway shop");
                return {
                    privateKey: await resolved(privateKey),
                    publicKey: await resolved(publicKey),
                    secret: [await pulumi.isSecret(privateKey), await pulumi.isSecret(publicKey)],
                };
            },
            // As it is for being an additional secret output.
            { outputs: { key: { stdout: pulumi.secret(printed) } } },
        );
    }

    it("is made once, whatever its comment says later, and printed in no log", async () => {
        const made = await keyOf("x\n");
        expect(made.get("key")).to.deep.include({
            type: "command:local:Command",
            ignoreChanges: ["environment"],
            secretOutputs: ["stdout"],
        });
        expect(made.get("key").inputs).to.deep.equal({
            create: "bash components/host/make-ssh-key.sh",
            environment: { SLIPWAY_COMMENT: "slipway shop" },
            logging: "none",
        });
    });

    // The provider takes the last line break away.
    for (const end of ["", "\n"]) {
        it(`is a secret and what everybody may know, printed ${end === "" ? "without" : "with"} a line break`, async () => {
            const { stdout } = await make();
            const { privateKey, publicKey, secret } = (await keyOf(stdout.trimEnd() + end)).result;
            expect(secret).to.deep.equal([true, false]);
            expect(publicOf(privateKey)).to.equal(publicKey);
            expect(`${privateKey}${publicKey}\n`).to.equal(stdout);
        });
    }
});
