import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { pemBlocks } from "../../../../components/tls/pem";
import { type Ended, runScript } from "../../support/run-script";
import { TemporaryFolder } from "../../support/temporary-folder";

let folder: TemporaryFolder;

describe("the scripts that make keys", () => {
    beforeEach(() => {
        folder = new TemporaryFolder();
    });
    afterEach(() => folder.remove());

    /** Keys may lie about nowhere: what the script needs lies in a folder that is empty after it. */
    const run = (script: string, more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
        runScript(`components/tls/${script}`, { TMPDIR: folder.path, ...more });

    function openssl(...words: readonly string[]): string {
        return execFileSync("openssl", [...words], { encoding: "utf8", cwd: folder.path, stdio: "pipe" });
    }

    describe("make-key.sh", () => {
        it("prints a key on the curve P-256 and a request that it signed, another each time", async () => {
            const { code, stdout, stderr } = await run("make-key.sh");
            expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
            expect(readdirSync(folder.path)).to.deep.equal([]);
            const [key = ""] = pemBlocks(stdout, "PRIVATE KEY");
            const [request = ""] = pemBlocks(stdout, "CERTIFICATE REQUEST");
            expect(stdout).to.equal(key + request);
            folder.write("key.pem", key);
            folder.write("request.pem", request);
            expect(openssl("pkey", "-in", "key.pem", "-noout", "-text")).to.contain("NIST CURVE: P-256");
            expect(openssl("pkey", "-in", "key.pem", "-pubout")).to.equal(
                openssl("req", "-in", "request.pem", "-noout", "-pubkey", "-verify"),
            );
            expect((await run("make-key.sh")).stdout).not.to.equal(stdout);
        });

        it("says what it lacks, and prints no key", async () => {
            const bin = join(folder.path, "bin");
            folder.write("bin/openssl", "#!/bin/sh\necho no entropy >&2\nexit 3\n", 0o755);
            const { code, stdout, stderr } = await run("make-key.sh", { PATH: `${bin}:${process.env.PATH}` });
            expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
            expect(stderr).to.equal("openssl genpkey failed: no entropy\n");
            expect(readdirSync(folder.path)).to.deep.equal(["bin"]);
        });
    });

    describe("acme/make-peer.sh", () => {
        it("prints a key and a certificate by which either side knows the other", async () => {
            const { code, stdout, stderr } = await run("acme/make-peer.sh", { SLIPWAY_PEER: "slipway-acme" });
            expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
            expect(readdirSync(folder.path)).to.deep.equal([]);
            const [key = ""] = pemBlocks(stdout, "PRIVATE KEY");
            const [certificate = ""] = pemBlocks(stdout, "CERTIFICATE");
            expect(stdout).to.equal(key + certificate);
            folder.write("key.pem", key);
            folder.write("peer.pem", certificate);
            const text = openssl("x509", "-in", "peer.pem", "-noout", "-text");
            expect(text)
                .to.match(/CA:FALSE/)
                .and.match(/DNS:slipway-acme\n/);
            expect(text).to.match(/TLS Web Server Authentication, TLS Web Client Authentication\n/);
            expect(openssl("pkey", "-in", "key.pem", "-pubout")).to.equal(
                openssl("x509", "-in", "peer.pem", "-noout", "-pubkey"),
            );
        });
    });

    describe("make-client.sh", () => {
        it("prints a client's key and certificate, and the authority that vouches for it and nothing else", async () => {
            const { code, stdout, stderr } = await run("make-client.sh");
            expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
            expect(readdirSync(folder.path)).to.deep.equal([]);
            const [key = ""] = pemBlocks(stdout, "PRIVATE KEY");
            const [client = "", authority = ""] = pemBlocks(stdout, "CERTIFICATE");
            // The authority's own key is in no output.
            expect(stdout).to.equal(key + client + authority);
            folder.write("key.pem", key);
            folder.write("client.pem", client);
            folder.write("authority.pem", authority);
            const verify = (...words: readonly string[]) => openssl("verify", "-CAfile", "authority.pem", ...words);
            expect(verify("-purpose", "sslclient", "client.pem")).to.equal("client.pem: OK\n");
            expect(() => verify("-purpose", "sslserver", "client.pem")).to.throw();
            expect(openssl("x509", "-in", "client.pem", "-noout", "-pubkey")).to.equal(
                openssl("pkey", "-in", "key.pem", "-pubout"),
            );
            for (const file of ["client.pem", "authority.pem"]) {
                const tenYears = `${10 * 366 * 86_400}`;
                expect(openssl("x509", "-in", file, "-noout", "-checkend", tenYears)).to.contain("will not expire");
            }
        });

        it("makes an authority of its own each time", async () => {
            const [first, second] = [await run("make-client.sh"), await run("make-client.sh")];
            folder.write("client.pem", pemBlocks(first.stdout, "CERTIFICATE")[0] ?? "");
            folder.write("other.pem", pemBlocks(second.stdout, "CERTIFICATE")[1] ?? "");
            expect(() => openssl("verify", "-CAfile", "other.pem", "client.pem")).to.throw();
        });
    });
});
