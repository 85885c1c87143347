import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { expect } from "chai";
import { type Acme, startAcme } from "../../../../emulator/acme/server";
import { makePublicAuthority } from "../../../../emulator/certificates/public-authority";
import type { Certificate } from "../../../../emulator/cloudflare/certificates/certificate";
import { type DnsServer, startDnsServer } from "../../../../emulator/dns/server";
import { freePort } from "../../../../emulator/processes/free-port";
import { splitCertificates } from "../../../../images/authorities";
import { findCommand } from "../../../../toolchain/find-command";
import { SetupError } from "../../../../toolchain/setup-error";
import { TemporaryFolder } from "../../support/temporary-folder";
import { AcmeClient } from "./client";

describe("ACME emulator", function () {
    // The first time, Pebble is built.
    this.timeout(240_000);
    const folder = new TemporaryFolder();
    const shown = new Map<string, string>();
    const site = createServer((request, response) => response.end(shown.get(request.url ?? "")));
    let authority: Certificate;
    let dns: DnsServer;
    let acme: Acme;

    before(async function () {
        if (findCommand("pebble") === undefined && findCommand("go") === undefined) this.skip();
        site.listen(0, "127.0.0.1");
        await once(site, "listening");
        const records = [{ name: "app.example.com", type: "A", ttl: 60, data: "127.0.0.1" } as const];
        dns = await startDnsServer({ port: 0, zones: () => [{ name: "example.com", records }] });
        authority = await makePublicAuthority(new Date());
        acme = await startAcme(await options());
    });
    after(async () => {
        await acme?.stop();
        await dns?.close();
        site.close();
        folder.remove();
    });

    async function options() {
        return {
            address: "127.0.0.1",
            ports: { acme: await freePort(), management: await freePort() },
            dns: { address: "127.0.0.1", port: dns.port },
            authority,
            validation: { http: (site.address() as AddressInfo).port, tls: await freePort() },
            folder: folder.path,
            report: () => {},
        };
    }

    const order = async (name: string) =>
        await new AcmeClient(acme.directory, authority.certificate).order(name, ({ token, content }) => {
            shown.set(`/.well-known/acme-challenge/${token}`, content);
        });

    it("issues a certificate for a name that our DNS leads to whoever asks, under its root", async () => {
        const [leaf = "", ...others] = splitCertificates(await order("app.example.com")).map(
            (one) => new X509Certificate(one),
        );
        const root = new X509Certificate(acme.root);
        if (leaf === "") throw new Error("no certificate");
        expect(leaf.subjectAltName).to.equal("DNS:app.example.com");
        const signers = [...others, root];
        expect(signers.some((signer) => leaf.checkIssued(signer) && leaf.verify(signer.publicKey))).to.equal(true);
        expect(others.every((one) => one.checkIssued(root) && one.verify(root.publicKey))).to.equal(true);
        expect(root.ca).to.equal(true);
    });

    it("refuses a name that our DNS does not know", async () => {
        const error: unknown = await order("other.example.com").catch((reason) => reason);
        expect(String(error)).to.match(/acme:error:connection.*could not resolve/);
    });

    it("says why it does not start, and leaves no process", async () => {
        const taken = createTcpServer().listen(0, "127.0.0.1");
        await once(taken, "listening");
        const own = new TemporaryFolder();
        const { port } = taken.address() as AddressInfo;
        const wanted = { ...(await options()), folder: own.path, ports: { acme: port, management: await freePort() } };
        const error: unknown = await startAcme(wanted).catch((reason) => reason);
        taken.close();
        own.remove();
        expect(error).to.be.instanceOf(SetupError);
        expect(String(error)).to.match(/pebble ended with status 1\n.*address already in use/s);
    });

    it("ends what is left of one that nobody stopped", async () => {
        const own = new TemporaryFolder();
        const same = { ...(await options()), folder: own.path };
        await startAcme(same);
        const { pid } = JSON.parse(readFileSync(`${own.path}/pebble.process`, "utf8")) as { readonly pid: number };
        const second = await startAcme(same);
        expect(() => process.kill(pid, 0)).to.throw(/ESRCH/);
        await second.stop();
        own.remove();
    });
});
