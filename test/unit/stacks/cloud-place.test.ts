import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ComposeModel } from "../../../components/compose/model";
import { cloudPlace } from "../../../stacks/cloud-place";
import type { PlaceArgs } from "../../../stacks/place";
import { rented } from "../components/host/rented";
import { makeWithMocks, type Registered, resolved } from "../support/mocks";

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
                compose: { volumes: {} } as unknown as ComposeModel,
                stack: "acme-shop",
                directory: "/",
                launched: [],
            },
            state: {},
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

    it("is refused before anything is made", async () => {
        const resources: Registered[] = [];
        const reason: unknown = await open({ regions: [], resources }).catch((error: unknown) => error);
        expect((reason as Error).message).to.contain("slipway:servers.region: found fra1");
        expect(resources.map(({ name }) => name)).to.deep.equal([]);
    });
});
