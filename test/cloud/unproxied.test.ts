import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import { certbotImage } from "../../components/tls/acme/acme.plan";
import { Names } from "../../emulator/machines/names";
import { usualTokens } from "../../emulator/rehearsal/start-rehearsal";
import { docker } from "../e2e/support/engine";
import { refused } from "./support/refused";
import { host, Staging, stack } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;
const wildcard = "*.apps.example.com";
const one = "one.apps.example.com";
const clouds = {
    ...{ name: "slipway-unproxied-test", network: "198.19.48.0/20", privateNetwork: "10.104.0.0/20" },
    images: [certbotImage],
};

/** One story: each part begins with what those before have left. */
describe("servers that visitors reach by themselves", function () {
    this.timeout(600_000);
    this.bail(true);
    let staging: Staging;
    let nothing: ReturnType<Staging["everything"]>;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), clouds);
        nothing = staging.everything();
        const route = { service: "echo", port: 8000, health: "/health" };
        staging.configure(["domain"], {
            ...{ zone: "example.com", proxied: false, dnssec: false },
            acme: { email: "ops@example.com", directory: staging.rehearsal.acme.directory },
            routes: [{ host, ...route }],
        });
    });
    after(async () => await staging?.end());

    const everything = () => staging.everything();
    const records = () => everything().records?.toSorted();
    const droplets = () =>
        [...staging.rehearsal.digitalOcean.state().droplets].sort((a, b) => (a.name < b.name ? -1 : 1));

    /** What a script prints on a server, as root. */
    const on = async (id: number, script: string) =>
        await docker("exec", new Names(clouds.name).droplet(id), "bash", "-c", script);

    /** The certificate that the edge of a server shows for a name. */
    async function shown(id: number, name: string): Promise<X509Certificate> {
        const ask = `openssl s_client -connect 127.0.0.1:443 -servername ${name} </dev/null 2>/dev/null | openssl x509`;
        return new X509Certificate(await on(id, ask));
    }

    /** Runs the words of the service that has the certificates. */
    const inAcme = (words: string) =>
        staging.onServer(
            `docker exec "$(docker ps --quiet --filter name=slipway-acme --filter health=healthy | head -n 1)" ${words}`,
        );

    it("gets a certificate for its host, and answers over TLS alone", async () => {
        await staging.upWell();
        const { status, headers, body } = await staging.visitor.ask(url);
        expect([status, body]).to.deep.equal([200, "one"]);
        expect(headers["strict-transport-security"]).to.match(/^max-age=\d{7,}$/);
        const plain = await staging.visitor.ask(`http://${host}/page`);
        expect([plain.status, plain.headers.location]).to.deep.equal([301, `${url}page`]);
        expect((await shown(staging.droplet.id, host)).issuer).to.match(/Pebble/);
    });

    it("says in the zone who may sign for it, and leads its name to the server's own address", () => {
        const [address] = everything().addresses ?? [];
        expect(records()).to.deep.equal([`${host} A ${address}`, `${host} CAA 0 issue "letsencrypt.org"`]);
        const { records: found } = staging.rehearsal.cloudflare.state();
        expect(found.map(({ proxied }) => proxied)).to.deep.equal([false, false]);
    });

    it("shows nothing to who names no host of it, and speaks no old TLS", async () => {
        const said = async (words: string) =>
            await staging.onServer(`openssl s_client -connect 127.0.0.1:443 ${words} </dev/null 2>&1 || true`);
        expect(await said("-servername other.example.com")).to.match(/unrecognized name/i);
        expect(await said(`-servername ${host} -tls1_1 -cipher DEFAULT@SECLEVEL=0`)).to.match(
            /alert protocol version/i,
        );
    });

    it("is up already: nothing changes", async () => {
        await staging.preview("--expect-no-changes");
        expect(await staging.upWell()).to.match(/^Resources:\n {4}\d+ unchanged$/m);
    });

    it("renews what its authority has taken back, and no edge restarts", async () => {
        const { id } = staging.droplet;
        const edge = () => on(id, "docker ps --quiet --filter name=slipway-edge");
        const [before, running] = [await shown(id, host), await edge()];
        const folder = (await inAcme("sh -c 'echo /etc/letsencrypt/*'")).trim();
        const how = `--config-dir ${folder} --server ${staging.rehearsal.acme.directory} --work-dir /tmp/w --logs-dir /tmp/l`;
        const bundle = "env REQUESTS_CA_BUNDLE=/tmp/authorities.pem";
        await inAcme(`${bundle} certbot revoke --non-interactive --no-delete-after-revoke --cert-name ${host} ${how}`);
        // What it does by itself each few hours.
        await inAcme("python3 /slipway/acme.py obtain");
        const after = await shown(id, host);
        expect(after.serialNumber).not.to.equal(before.serialNumber);
        expect(await edge()).to.equal(running);
        expect((await staging.visitor.ask(url)).status).to.equal(200);
    });

    it("says what stands in the way of a wildcard", async () => {
        staging.configure(["domain", "routes", 1], { host: wildcard, service: "echo", port: 8000 });
        refused(await staging.up(), "slipway:domain.acme.dnsToken", "found nothing");
        await setToken("9".repeat(40));
        refused(
            await staging.up(),
            `${wildcard}: https://`,
            "Cloudflare",
            "give slipway:domain.acme.dnsToken the permissions",
        );
        expect((await staging.visitor.ask(url)).status).to.equal(200);
    });

    it("gets the certificate of a wildcard by a record in the zone", async () => {
        await setToken(usualTokens.cloudflare);
        await staging.upWell();
        expect((await staging.visitor.ask(`https://${one}/`)).status).to.equal(200);
        expect((await shown(staging.droplet.id, one)).subjectAltName).to.equal(`DNS:${wildcard}`);
        expect(records()).to.include(`apps.example.com CAA 0 issuewild "letsencrypt.org"`);
        expect(records()?.filter((record) => record.includes("_acme-challenge"))).to.deep.equal([]);
    });

    it("keeps the certificates' keys where they are, and the token out of sight", async () => {
        const exported = await staging.project.must(`pulumi stack export --show-secrets --stack ${stack}`);
        const key = (await inAcme(`sh -c 'sed -n 2p /etc/letsencrypt/*/live/${host}/privkey.pem'`)).trim();
        expect(key.length).to.be.greaterThan(40);
        expect(exported).not.to.contain(key);
        expect(await staging.project.must(`pulumi stack export --stack ${stack}`)).not.to.contain(
            usualTokens.cloudflare,
        );
    });

    it("shares its certificates among several servers, behind a load balancer", async () => {
        staging.configure(["servers", "count"], 3);
        const before = await shown(staging.droplet.id, host);
        await staging.upWell();
        const ids = droplets().map(({ id }) => id);
        expect(ids.length).to.equal(3);
        const shownBy = await Promise.all(ids.flatMap((id) => [shown(id, host), shown(id, one)]));
        expect(new Set(shownBy.map(({ serialNumber }) => serialNumber)).size).to.equal(2);
        expect(shownBy[0]?.serialNumber).to.equal(before.serialNumber);
        const [address] = staging.rehearsal.digitalOcean.state().loadBalancers.map((balancer) => balancer.address);
        expect(records()).to.include(`${host} A ${address}`);
        expect((await staging.visitor.ask(url)).status).to.equal(200);
        await staging.preview("--expect-no-changes");
    });

    it("renews on all of them", async () => {
        const ids = droplets().map(({ id }) => id);
        const before = await shown(ids[0] ?? 0, host);
        await staging.onServer(
            "rm -r /var/lib/docker/volumes/*slipway-acme/_data/*/{live,archive,renewal}/app.example.com*",
        );
        await inAcme("python3 /slipway/acme.py obtain");
        const serials = await Promise.all(ids.map(async (id) => (await shown(id, host)).serialNumber));
        expect(new Set(serials).size).to.equal(1);
        expect(serials[0]).not.to.equal(before.serialNumber);
    });

    it("goes, but for its data", async () => {
        const { code, output } = await staging.project.slipway("destroy", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        const { volumes, ...rest } = everything();
        expect(volumes).to.have.length(1);
        const { volumes: none, ...before } = nothing;
        expect([none, rest]).to.deep.equal([[], before]);
    });

    async function setToken(token: string): Promise<void> {
        const set = `pulumi config set --secret --path slipway:domain.acme.dnsToken --stack ${stack} ${token}`;
        await staging.project.must(set);
    }
});
