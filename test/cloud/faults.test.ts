import { expect } from "chai";
import { delegate, harm, heal, left } from "./support/faults";
import { refused } from "./support/refused";
import { host, Staging } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;

/** One story: each part begins with what those before have left. */
describe("a stack whose clouds fail", function () {
    this.timeout(600_000);
    this.bail(true);
    let staging: Staging;
    let nothing: object;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), {
            ...{ name: "slipway-faults-test", network: "198.18.80.0/21", privateNetwork: "10.115.0.0/20" },
            limits: { dropletLimit: 2 },
        });
        nothing = staging.everything();
    });
    after(async () => await staging?.end());

    const digitalOcean = () => staging.rehearsal.digitalOcean;
    const cloudflare = () => staging.rehearsal.cloudflare;
    const names = () =>
        digitalOcean()
            .state()
            .droplets.map(({ id }) => id);

    /** Brings the stack up, and lets something happen as soon as it may. */
    async function upMeanwhile(when: () => boolean, happens: () => Promise<void>, ...words: readonly string[]) {
        const running = staging.project.start(["up", "cloud", "--yes", "--skip-preview", ...words]);
        let isOver = false;
        void running.end.finally(() => {
            isOver = true;
        });
        while (!when() && !isOver) await new Promise((go) => setTimeout(go, 20));
        await happens();
        return await running.end;
    }

    const mistakes: readonly {
        readonly what: string;
        readonly begin: () => Promise<unknown>;
        readonly end: () => Promise<unknown>;
        readonly said: readonly string[];
    }[] = [
        {
            what: "more servers than the account may have",
            begin: async () => staging.configure(["servers", "count"], 4),
            end: async () => staging.configure(["servers", "count"], undefined),
            said: ["slipway:servers.count: found 4", "2 at the most", "Settings > Account"],
        },
        {
            what: "a domain that is delegated to others",
            begin: async () => await delegate(cloudflare(), "example.com", false),
            end: async () => await delegate(cloudflare(), "example.com", true),
            said: ["slipway:domain.zone: example.com is not delegated to Cloudflare", "name servers"],
        },
        {
            what: "a DigitalOcean token without a scope",
            begin: async () => await harm(digitalOcean(), { missingScopes: ["regions:read"] }),
            end: async () => await heal(digitalOcean()),
            said: ["digitalocean:token lacks a scope", "pulumi config set --secret digitalocean:token"],
        },
        {
            what: "a DigitalOcean that has had too many requests",
            begin: async () => await harm(digitalOcean(), { requests: [{ status: 429, retryAfter: 1 }] }),
            end: async () => await heal(digitalOcean()),
            said: ["too many requests of this account", "repeat"],
        },
    ];

    for (const { what, begin, end, said } of mistakes) {
        it(`makes nothing with ${what}`, async () => {
            await begin();
            refused(await staging.up(), ...said);
            await end();
            expect(staging.everything()).to.deep.equal(nothing);
        });
    }

    it("fails where the account has come to be full, and loses nothing", async () => {
        const message = "creating this/these droplet(s) will exceed your droplet limit";
        await harm(digitalOcean(), { requests: [{ method: "POST", path: "/v2/droplets", status: 422, message }] });
        refused(await staging.up(), message, 'droplet "slipway-cloud-');
        await heal(digitalOcean());
        expect(names()).to.deep.equal([]);
        expect(staging.everything()).to.deep.include({ volumes: [`slipway-cloud-${staging.project.id}-data`] });
    });

    it("says where it is stuck, in time, and the mend, with a server that never answers", async () => {
        staging.configure(["servers", "bootTimeout"], "20s");
        await harm(digitalOcean(), { boots: [{ outcome: "dark" }] });
        refused(
            await staging.up(),
            "waiting for SSH",
            "no answer by SSH within 20s: does the droplet run",
            "pulumi up --replace '**server-0-droplet'",
        );
        await heal(digitalOcean());
        staging.configure(["servers", "bootTimeout"], undefined);
        expect(names()).to.have.length(1);
    });

    it("makes that server anew, and one only, although DigitalOcean goes down in the middle", async () => {
        const [dark] = names();
        const isNew = () => names().some((id) => id !== dark);
        const down = async () => await harm(digitalOcean(), { down: true });
        refused(await upMeanwhile(isNew, down, "--replace", "**server-0-droplet"), 'droplet "slipway-cloud-');
        await heal(digitalOcean());
        expect(names()).to.have.length(1);
        expect(names()).not.to.deep.equal([dark]);
    });

    it("rides through errors that pass, and fails where Cloudflare goes down in the middle", async () => {
        const [before] = names();
        await harm(digitalOcean(), {
            requests: [
                { latency: 150 },
                { status: 429, retryAfter: 1, times: 3 },
                { status: 500, rate: 0.3, times: 12 },
            ],
        });
        const hasAddress = () =>
            digitalOcean()
                .state()
                .reservedIps.some(({ dropletId }) => dropletId === before);
        const down = async () => await harm(cloudflare(), { down: true });
        refused(await upMeanwhile(hasAddress, down), "dns-app.example.com");
        const unmet = await left(digitalOcean());
        expect(unmet.get(429)).to.equal(undefined);
        expect(unmet.get(500) ?? 0).to.be.below(12);
        await heal(cloudflare());
        await heal(digitalOcean());
        expect(names()).to.deep.equal([before]);
    });

    it("is up in the end, with one of each", async () => {
        await staging.upWell();
        expect((await staging.visitor.ask(url)).body).to.equal("one");
        const counts = Object.entries(staging.everything()).map(([what, all]) => [what, all.length]);
        expect(Object.fromEntries(counts)).to.deep.include({
            ...{ droplets: 1, volumes: 1, networks: 2, firewalls: 2, addresses: 1, loadBalancers: 0, projects: 2 },
            ...{ keys: 1, tags: 1, records: 1, certificates: 1, pullCertificates: 1 },
        });
        await staging.preview("--expect-no-changes");
    });

    it("is in one project of DigitalOcean", async () => {
        const { projects, belongings, droplets, volumes, reservedIps } = digitalOcean().state();
        const own = projects.find(({ name }) => name === `slipway-cloud-${staging.project.id}`);
        const inside = belongings.filter(({ projectId }) => projectId === own?.id).map(({ urn }) => urn);
        expect(inside).to.have.members([
            ...droplets.map(({ id }) => `do:droplet:${id}`),
            ...volumes.map(({ id }) => `do:volume:${id}`),
            ...reservedIps.map(({ ip }) => `do:floatingip:${ip}`),
        ]);
    });

    it("fails where its server cannot be reached, serves on, and converges when it can", async () => {
        await staging.onServer("systemctl stop ssh.socket ssh.service 2>/dev/null || systemctl stop ssh");
        await staging.disconnect();
        staging.configure(["env", "GREETING"], "two");
        refused(await staging.up(), "Connection refused", staging.droplet.address);
        expect((await staging.visitor.ask(url)).body).to.equal("one");
        await staging.onServer("systemctl start ssh");
        await staging.upWell();
        expect((await staging.visitor.ask(url)).body).to.equal("two");
    });

    it("goes, but for its data", async () => {
        const { code, output } = await staging.project.slipway("destroy", "cloud", "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(staging.everything()).to.deep.equal({
            ...nothing,
            volumes: [`slipway-cloud-${staging.project.id}-data`],
        });
    });
});
