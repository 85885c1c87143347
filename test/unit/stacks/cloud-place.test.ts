import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ComposeModel } from "../../../components/compose/model";
import type { StateResources } from "../../../components/plan/previous-release";
import { cloudPlace } from "../../../stacks/cloud-place";
import type { PlaceArgs } from "../../../stacks/place";
import { rented } from "../components/host/rented";
import { FakeDocker } from "../support/fake-docker";
import { FakeSsh } from "../support/fake-ssh";
import { makeWithMocks, type Registered, resolved } from "../support/mocks";
import { setEnvironment } from "../support/set-environment";

const deployKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeploy slipway acme-shop";
const pem = (kind: string) => `-----BEGIN ${kind}-----\nbm90IG9uZQ==\n-----END ${kind}-----\n`;
const ranges = { ipv4Cidrs: ["198.51.100.0/24", "192.0.2.0/24"], ipv6Cidrs: ["2001:db8::/32"] };
const acme = { email: "ops@example.com", directory: "https://acme-v02.api.letsencrypt.org/directory" };
const zone = { name: "example.com", status: "active", type: "full", paused: false, nameServers: [], zoneId: "z1" };

interface Surroundings {
    readonly count?: number;
    readonly hosts?: readonly string[];
    readonly originPulls?: boolean;
    /** What else stands in `slipway:domain`. */
    readonly domain?: object;
    /** What the account has of regions. */
    readonly regions?: readonly object[];
    readonly resources?: Registered[];
    /** What Pulumi has of the stack. */
    readonly state?: StateResources;
    readonly volumes?: ComposeModel["volumes"];
}

describe("the place of a stack with servers", () => {
    /** The place, with the app led to it once a thing called `routes` stands. */
    async function open({ count = 1, hosts = ["app.example.com"], originPulls = true, ...around }: Surroundings = {}) {
        const settings = {
            ...{ region: "fra1", size: "s-2vcpu-4gb", count, image: "debian-12-x64" as const },
            ...{ allowSshFrom: ["203.0.113.7/32"], keys: {}, swap: 2, volume: 20, bootTimeout: 900 },
        };
        const routes = hosts.map((host) => ({ host, path: "/", service: "web", port: 3000 }));
        const args = {
            config: {
                ...{ servers: settings, engine: "unix:///here.sock", release: { timeout: 300 } },
                domain: {
                    port: 80,
                    zone: "example.com",
                    routes,
                    proxied: true,
                    originPulls,
                    dnssec: true,
                    caa: true,
                    ...around.domain,
                },
                origin: { stack: "production", file: "Pulumi.production.yaml", lines: new Map() },
            },
            ...{
                compose: { volumes: around.volumes ?? {} } as unknown as ComposeModel,
                stack: "acme-shop",
                directory: "/",
                launched: [],
            },
            state: around.state ?? {},
        } as unknown as PlaceArgs;
        const { outputs, printed } = rented(count);
        const { regions = [{ slug: "fra1", available: true, sizes: ["s-2vcpu-4gb"] }], resources = [] } = around;
        const answers: Readonly<Record<string, Record<string, unknown>>> = {
            ...{ getRegions: { regions }, getAccount: { dropletLimit: 10 }, getDroplets: { droplets: [] } },
            ...{ getZone: zone, getDnsRecords: { results: [] }, getIpRanges: ranges },
        };
        return await makeWithMocks(
            async () => {
                const place = await cloudPlace(args, settings);
                const { door } = place.publish([new command.local.Command("routes", { create: "true" })]);
                return await resolved({ port: place.port, tlsPort: place.tls?.port ?? 0, door: pulumi.output(door) });
            },
            {
                stack: "production",
                // Else the service with the certificates would have a connection to its server opened.
                preview: around.domain !== undefined,
                resources,
                outputs: {
                    ...outputs,
                    address: { ipAddress: "203.0.113.80" },
                    "balancer-balancer": { id: "4de7ac8b", ip: "203.0.113.99" },
                },
                printed: {
                    ...printed,
                    key: `-----KEY OF NOBODY-----\n${deployKey}\n`,
                    "acme-peer": `${pem("PRIVATE KEY")}${pem("CERTIFICATE")}`,
                    "tls-key": `${pem("PRIVATE KEY")}${pem("CERTIFICATE REQUEST")}`,
                    "origin-pulls-client": `${pem("CERTIFICATE")}${pem("PRIVATE KEY")}${pem("CERTIFICATE")}`,
                },
                answer: (token) => {
                    const found = answers[token.split(":").at(-1) ?? ""];
                    if (found !== undefined) return found;
                    throw Object.assign(new Error("none"), { details: "no volumes found with name acme-shop-data" });
                },
            },
        );
    }

    it("is one server behind Cloudflare, whose names lead to it once the routes stand", async () => {
        const made = await open();
        expect(made.result).to.deep.equal({
            ...{ port: 80, tlsPort: 443 },
            door: { address: "", port: 443, byName: true },
        });
        expect(made.get("dns-app.example.com").inputs).to.deep.include({ content: "203.0.113.80", proxied: true });
        expect(made.dependenciesOf("dns-app.example.com")).to.include("routes");
        const callers = ["192.0.2.0/24", "198.51.100.0/24", "2001:db8::/32"];
        const { inboundRules } = made.get("firewall-direct-rules").inputs;
        expect(inboundRules).to.deep.equal(
            ["80", "443"].map((portRange) => ({ protocol: "tcp", portRange, sourceAddresses: callers })),
        );
        expect(made.names("OriginPulls")).to.deep.equal(["origin-pulls"]);
        expect(made.get("project-members").inputs.resources).to.deep.equal([
            ...["do:droplet:4200", "do:volume:data-volume-id"],
        ]);
    });

    it("is several behind a load balancer, to which the names lead, all of it in one project", async () => {
        const made = await open({ count: 3 });
        expect(made.get("dns-app.example.com").inputs).to.deep.include({ content: "203.0.113.99", proxied: true });
        expect(made.dependenciesOf("dns-app.example.com")).to.include.members(["routes", "balancer-balancer"]);
        expect(made.get("project-members").inputs.resources).to.deep.equal([
            ...["do:droplet:4200", "do:droplet:4201", "do:droplet:4202", "do:volume:data-volume-id"],
            "do:loadbalancer:4de7ac8b",
        ]);
        expect(made.get("project-group").inputs).to.deep.include({ name: "acme-shop", environment: "Production" });
    });

    it("asks for no client certificate with originPulls: false", async () => {
        expect((await open({ originPulls: false })).names("OriginPulls")).to.deep.equal([]);
    });

    it("is open to everybody without the proxy, with certificates that come once the names lead there", async () => {
        const made = await open({ domain: { proxied: false, acme } });
        expect(made.get("dns-app.example.com").inputs).to.deep.include({ content: "203.0.113.80", proxied: false });
        expect(made.get("dns-app.example.com-caa-letsencrypt.org").inputs).to.deep.include({
            data: { flags: 0, tag: "issue", value: "letsencrypt.org" },
        });
        const { inboundRules } = made.get("firewall-direct-rules").inputs;
        expect(inboundRules).to.deep.equal(
            ["80", "443"].map((portRange) => {
                return { protocol: "tcp", portRange, sourceAddresses: ["0.0.0.0/0", "::/0"] };
            }),
        );
        expect(made.dependenciesOf("certificates-obtained")).to.include.members([
            ...["dns-app.example.com", "acme-release-service"],
        ]);
        for (const kind of ["OriginPulls", "OriginCertificate", "ZoneSetting"]) {
            expect(made.names(kind)).to.deep.equal([]);
        }
    });

    it("says nothing of who may sign with caa: false", async () => {
        const made = await open({ domain: { proxied: false, acme, caa: false } });
        expect(made.names("DnsRecord")).to.deep.equal(["dns-app.example.com"]);
    });

    it("is open to nobody without names", async () => {
        const made = await open({ count: 3, hosts: [] });
        expect(made.names("Firewall")).to.deep.equal(["firewall", "firewall-rules"]);
        for (const kind of ["LoadBalancer", "DnsRecord", "OriginPulls", "OriginCertificate", "Lingering"]) {
            expect(made.names(kind)).to.deep.equal([]);
        }
        expect(made.result.tlsPort).to.equal(0);
        expect(made.names("Droplet")).to.have.length(6);
    });

    it("is refused without an external volume on the first server, before anything is made", async () => {
        const ssh = new FakeSsh();
        const docker = new FakeDocker();
        docker.answer("volume inspect acme_uploads *", { err: "Error: no such volume: acme_uploads\n", code: 1 });
        const restore = setEnvironment({
            ...{ ...ssh.environment, SLIPWAY_CACHE: docker.cache },
            ...{ PULUMI_BACKEND_URL: "file:///nowhere", PULUMI_CONFIG_PASSPHRASE: "" },
        });
        const reached = { SLIPWAY_HOST: "203.0.113.10", SLIPWAY_HOST_KEY: deployKey, SLIPWAY_SSH_KEY: "-----KEY-----" };
        const joined = { type: "command:local:Command", outputs: { environment: reached } };
        const resources: Registered[] = [];
        const reason: unknown = await open({
            state: { "urn:pulumi:production::slipway::command:local:Command::cluster-server-0": joined },
            volumes: { uploads: { name: "acme_uploads", external: true } } as unknown as ComposeModel["volumes"],
            resources,
        })
            .catch((error: unknown) => error)
            .finally(() => {
                restore();
                docker.remove();
                ssh.remove();
            });
        expect(reason).to.be.instanceOf(pulumi.RunError);
        expect((reason as Error).message).to.contain("there is no volume acme_uploads on the first server");
        expect(resources).to.deep.equal([]);
    });

    it("says that the app is away while a server changes its size", async () => {
        const warnings: string[] = [];
        const { warn } = pulumi.log;
        const log = pulumi.log as { warn: typeof warn };
        log.warn = async (line) => void warnings.push(line);
        const outputs = { name: "acme-shop-0", region: "fra1", size: "s-1vcpu-2gb" };
        const droplet = { type: "digitalocean:index/droplet:Droplet", outputs };
        const urn = "urn:pulumi:production::slipway::digitalocean:index/droplet:Droplet::server-0-droplet";
        await open({ state: { [urn]: droplet } }).finally(() => {
            log.warn = warn;
        });
        expect(warnings).to.have.lengthOf(1);
        expect(warnings[0]).to.match(/servers\.size: the server is switched off to become s-2vcpu-4gb, /);
    });

    it("is refused before anything is made", async () => {
        const resources: Registered[] = [];
        const reason: unknown = await open({ regions: [], resources }).catch((error: unknown) => error);
        expect((reason as Error).message).to.contain("slipway:servers.region: found fra1");
        expect(resources.map(({ name }) => name)).to.deep.equal([]);
    });
});
