import { request } from "node:https";
import { expect } from "chai";
import { Names } from "../../emulator/machines/names";
import { docker } from "../e2e/support/engine";
import { underLoad } from "../e2e/support/load";
import { harm, heal } from "./support/faults";
import { refused } from "./support/refused";
import { cloud, connects, host, Staging, stack } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;

/** One story: each part begins with what those before have left. */
describe("a stack with a server", function () {
    this.timeout(300_000);
    this.bail(true);
    let staging: Staging;
    let nothing: object;
    let isOver = false;

    before(async function () {
        takesRoot(this);
        this.timeout(600_000);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`));
        nothing = staging.everything();
    });
    after(async () => {
        if (!isOver) await staging?.end();
    });

    const volume = () => `slipway-${stack}-${staging.project.id}-data`;
    const volumeFolder = () => `/var/lib/docker/volumes/slipway-${stack}-${staging.project.id}_data/_data`;

    it("is previewed before there is anything, and nothing is made", async () => {
        const output = await staging.preview();
        for (const made of ["Droplet server-0-droplet", "Volume data-volume", "DnsRecord dns-app.example.com"]) {
            expect(output).to.match(new RegExp(`\\+\\s+\\S+:${made} create`));
        }
        expect(output).to.match(/\+ \d+ to create\n/);
        expect(staging.everything()).to.deep.equal(nothing);
    });

    const nobody = "http://127.0.0.1:9";
    const mistakes: readonly {
        readonly what: string;
        readonly key?: readonly string[];
        readonly value?: string;
        readonly environment?: Readonly<Record<string, string>>;
        readonly said: readonly string[];
    }[] = [
        {
            what: "a DigitalOcean token that is not valid",
            environment: { DIGITALOCEAN_TOKEN: `dop_v1_${"1".repeat(64)}` },
            said: ["it refuses digitalocean:token", "pulumi config set --secret digitalocean:token"],
        },
        {
            what: "a Cloudflare token that is not valid",
            environment: { CLOUDFLARE_API_TOKEN: "1".repeat(40) },
            said: ["Cloudflare refuses cloudflare:apiToken", "pulumi config set --secret cloudflare:apiToken"],
        },
        {
            what: "a zone that is not in the account",
            key: ["domain"],
            value: "example.net",
            said: ["slipway:domain.zone: example.net is not among the zones that cloudflare:apiToken may see"],
        },
        {
            what: "a region that is none",
            key: ["servers", "region"],
            value: "fra2",
            said: ["slipway:servers.region: found fra2, expected a region of DigitalOcean: ams3", "region: fra1"],
        },
        {
            what: "a size that is none",
            key: ["servers", "size"],
            value: "s-1vcpu-2bg",
            said: ["slipway:servers.size: found s-1vcpu-2bg", "size: s-1vcpu-2gb"],
        },
        {
            what: "a DigitalOcean that is down",
            environment: { DIGITALOCEAN_API_URL: nobody },
            said: ["DigitalOcean does not tell its regions", "connection refused", "status.digitalocean.com"],
        },
        {
            what: "a Cloudflare that is down",
            environment: { CLOUDFLARE_BASE_URL: `${nobody}/client/v4` },
            said: ["connection refused", "cloudflarestatus.com"],
        },
    ];

    for (const { what, key, value, environment, said } of mistakes) {
        it(`makes nothing with ${what}`, async () => {
            const undo = key === undefined ? undefined : staging.configure(key, domainOr(key, value));
            refused(await staging.up(environment), ...said);
            undo?.();
            expect(staging.everything()).to.deep.equal(nothing);
        });
    }

    /** A zone is no zone without routes into it. */
    const domainOr = (key: readonly string[], value: string | undefined): unknown =>
        key[0] === "domain" ? { zone: value, routes: [{ host: `app.${value}`, service: "echo", port: 8000 }] } : value;

    it("answers at its name, over TLS alone", async () => {
        await staging.upWell();
        const { visitor } = staging;
        const { status, headers, body } = await visitor.ask(url);
        expect([status, body]).to.deep.equal([200, "one"]);
        expect(headers["strict-transport-security"]).to.match(/^max-age=\d{7,}$/);
        const plain = await visitor.ask(`http://${host}/page`);
        expect([plain.status, plain.headers.location]).to.deep.equal([301, `${url}page`]);
    });

    it("lets requests in from Cloudflare alone, and SSH from where it is allowed", async () => {
        const { edges, gateway, hub } = staging.rehearsal.addresses;
        const [edge = ""] = edges;
        const { address } = staging.droplet;
        const open = async (from: string, port: number) => await connects(from, address, port);
        expect({
            requests: [await open(edge, 443), await open(gateway, 443), await open(hub, 80)],
            ssh: [await open(gateway, 22), await open(edge, 22), await open(hub, 22)],
            swarm: await open(gateway, 2377),
        }).to.deep.equal({ requests: [true, false, false], ssh: [true, false, false], swarm: false });
        // From its address, and yet not Cloudflare: without its certificate.
        expect(await failureOf(address, edge)).to.match(/certificate.required/i);
    });

    it("is up already: nothing changes", async () => {
        expect(await staging.preview("--expect-no-changes")).to.match(/^ {4}\d+ unchanged$/m);
        const output = await staging.upWell();
        expect(output).to.match(/^Resources:\n {4}\d+ unchanged$/m);
    });

    it("lets a teammate in with a new key, and connects once for it", async () => {
        const { id } = staging.droplet;
        const alice = await staging.makeKey("alice");
        expect(await staging.logsIn(alice.file)).to.equal(false);
        staging.configure(["servers", "keys"], { alice: alice.publicKey });
        expect(await staging.preview()).to.match(/^Resources:\n {4}~ 1 to update\n {4}\d+ unchanged$/m);
        await staging.disconnect();
        const before = await staging.logins();
        await staging.upWell();
        expect(await staging.logins()).to.equal(before + 1);
        expect(await staging.logsIn(alice.file)).to.equal(true);

        staging.configure(["servers", "keys"], undefined);
        await staging.upWell();
        expect(await staging.logsIn(alice.file)).to.equal(false);
        expect(staging.droplet.id).to.equal(id);
    });

    it("releases without a lost request", async () => {
        staging.configure(["release", "version"], "1.1.0");
        staging.configure(["env", "GREETING"], "two");
        const load = { url, rate: 40, post: true, agent: staging.visitor.agent };
        const { failures, bodies, sent } = await underLoad(load, 300, async () => {
            await staging.upWell();
        });
        expect(failures).to.deep.equal([]);
        expect([...bodies.keys()]).to.deep.equal(["one", "two"]);
        expect(sent).to.be.at.least(300);
    });

    it("changes nothing where DigitalOcean refuses in the middle, and does the next time", async () => {
        const before = staging.everything();
        const { gateway } = staging.rehearsal.addresses;
        staging.configure(["servers", "allowSshFrom"], [`${gateway}/32`, "198.51.100.0/24"]);
        const full = { status: 422, message: "no more sources for this firewall" };
        await harm(staging.rehearsal.digitalOcean, { requests: [{ method: "PUT", path: "/v2/firewalls/*", ...full }] });
        refused(await staging.up(), full.message);
        await heal(staging.rehearsal.digitalOcean);
        expect(staging.everything()).to.deep.equal(before);
        await staging.upWell();
        expect(JSON.stringify(staging.everything())).to.contain("198.51.100.0/24");
    });

    it("sounds the alarm where another host key answers, and goes on when it is the server again", async () => {
        const keys = "/etc/ssh/ssh_host_ed25519_key";
        const restart = "systemctl restart ssh";
        await staging.onServer(`mkdir /root/kept && cp --preserve ${keys}* /root/kept && rm ${keys}*`);
        await staging.onServer(`ssh-keygen -q -t ed25519 -N "" -f ${keys} && ${restart}`);
        await staging.disconnect();
        staging.configure(["env", "GREETING"], "three");
        refused(await staging.up(), "IS NOT THE SERVER", "Nothing was sent to it");
        expect((await staging.visitor.ask(url)).body).to.equal("two");
        await staging.onServer(`cp --preserve /root/kept/* /etc/ssh/ && ${restart}`);
        await staging.upWell();
        expect((await staging.visitor.ask(url)).body).to.equal("three");
    });

    it("goes, but for its data, which are there when it comes back", async () => {
        const first = await staging.onServer(`cat ${volumeFolder()}/first`);
        expect(first).to.match(/^[0-9a-f-]{36}$/);
        const { code, output } = await staging.project.slipway("destroy", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(staging.everything()).to.deep.equal({ ...nothing, volumes: [volume()] });
        const [kept] = staging.rehearsal.digitalOcean.state().volumes;

        await staging.upWell();
        expect(staging.rehearsal.digitalOcean.state().volumes.map(({ id }) => id)).to.deep.equal([kept?.id]);
        expect(await staging.onServer(`cat ${volumeFolder()}/first`)).to.equal(first);
        expect((await staging.visitor.ask(url)).body).to.equal("three");
    });

    it("leaves nothing on this machine when the rehearsal ends", async () => {
        await staging.end();
        isOver = true;
        const filter = new Names(cloud).filter();
        const left = ["ps --all", "volume ls", "network ls"].map((words) =>
            docker(...words.split(" "), "--quiet", ...filter),
        );
        expect(await Promise.all(left)).to.deep.equal(["", "", ""]);
    });
});

/** What becomes of a request to the server itself, from an address and without a certificate. */
async function failureOf(address: string, from: string): Promise<string> {
    return await new Promise((resolve) => {
        const options = { host: address, servername: host, localAddress: from, rejectUnauthorized: false };
        request({ ...options, agent: false }, ({ statusCode }) => resolve(`answered ${statusCode}`))
            .on("error", (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`))
            .end();
    });
}
