import { request } from "node:http";
import { connect } from "node:tls";
import { expect } from "chai";
import { proxyImage } from "../../components/proxy/reverse-proxy.plan";
import { certbotImage } from "../../components/tls/acme/acme.plan";
import { provideImages } from "../../images/provide";
import { AcmeLab, goodToken } from "./support/acme-lab";

const app = "app.example.com";
const wildcard = "*.apps.example.com";

/** One story: each part begins with what those before have left. */
describe("Certificates by ACME, with certbot and Pebble", function () {
    this.timeout(180_000);
    this.bail(true);
    const lab = new AcmeLab();

    before(async function () {
        if (process.platform !== "linux" || process.getuid?.() !== 0) this.skip();
        await provideImages([proxyImage, certbotImage], () => {});
        await lab.start();
    });
    after(async () => await lab.end());

    it("come by a question at port 80, and the edge has them", async () => {
        await lab.ask();
        expect(await lab.shown(app)).to.equal(undefined);
        expect(await lab.obtain()).to.equal("");
        expect((await lab.shown(app))?.names).to.equal(`DNS:${app}`);
        expect(await lab.shown("other.example.com")).to.equal(undefined);
    });

    it("leave port 80 to who sends people on, but for the authority", async () => {
        expect(await ask("/page")).to.deep.equal([301, `https://${app}/page`]);
        expect(await ask("/.well-known/acme-challenge/nobody")).to.deep.equal([404, undefined]);
    });

    it("are handed to edges alone", async () => {
        const host = await lab.serviceAddress();
        const said = await new Promise<string>((resolve) => {
            const socket = connect({ host, port: 8443, rejectUnauthorized: false });
            socket.on("secureConnect", () => socket.write("GET /certificates HTTP/1.0\r\n\r\n"));
            socket.on("data", (data) => resolve(String(data))).on("error", ({ message }) => resolve(message));
        });
        expect(said).to.match(/certificate.required/i);
    });

    it("are renewed when their authority says so, and no edge restarts", async () => {
        const [before, started] = [await lab.shown(app), await lab.edgeStarted()];
        const folder = (await lab.inService("sh", "-c", "ls -d /etc/letsencrypt/*")).said.trim();
        const where = `--config-dir ${folder} --work-dir /tmp/work --logs-dir /tmp/logs --server ${lab.directory}`;
        const revoke = `certbot revoke --quiet --non-interactive --no-delete-after-revoke --cert-name ${app} ${where}`;
        const { code, said } = await lab.inService("sh", "-c", `REQUESTS_CA_BUNDLE=/tmp/authorities.pem ${revoke}`);
        expect(code, said).to.equal(0);
        expect(await lab.obtain()).to.equal("");
        const after = await lab.shown(app);
        expect(after?.serial).not.to.equal(before?.serial);
        expect(after?.names).to.equal(`DNS:${app}`);
        expect(await lab.edgeStarted()).to.equal(started);
    });

    it("do not come where Cloudflare refuses the token, and hold up no other", async () => {
        await lab.ask({ hosts: [wildcard, app], token: "9".repeat(40) });
        const said = await lab.obtain();
        expect(said.trim().split("\n")).to.have.length(1);
        expect(said).to.contain(`${wildcard}: ${lab.directory} gives no certificate: Error determining zone_id`);
        expect(said)
            .to.contain("Invalid access token")
            .and.contain("give slipway:domain.acme.dnsToken the permissions");
        expect((await lab.shown(app))?.names).to.equal(`DNS:${app}`);
    });

    it("come by a record in the zone where a host is a wildcard, and the record goes", async () => {
        await lab.ask({ hosts: [wildcard, app], token: goodToken });
        expect(await lab.obtain()).to.equal("");
        expect((await lab.shown("one.apps.example.com"))?.names).to.equal(`DNS:${wildcard}`);
        expect(lab.records).to.deep.equal([]);
    });

    it("stay those of the authority before while another one gives none", async () => {
        const before = await lab.shown(app);
        await lab.ask({ directory: "https://198.19.64.1:9/dir" });
        const said = await lab.obtain();
        expect(said).to.contain("https://198.19.64.1:9/dir gives no certificate").and.contain("Connection refused");
        expect(await lab.shown(app)).to.deep.equal(before);
    });

    it("do not come for what the authority does not sign, and it says why", async () => {
        const host = "*.no_host.example.com";
        await lab.ask({ hosts: [host], token: goodToken });
        expect(await lab.obtain()).to.match(
            /^\*\.no_host\.example\.com: \S+ gives no certificate: .+ \(\w+\); see that/,
        );
    });

    /** What port 80 answers: status, and where to go. */
    async function ask(path: string): Promise<readonly [number | undefined, string | undefined]> {
        return await new Promise((resolve, reject) => {
            const asked = request({ host: lab.edgeAddress, path, headers: { host: app }, agent: false }, (response) => {
                response.resume();
                resolve([response.statusCode, response.headers.location]);
            });
            asked.on("error", reject).end();
        });
    }
});
