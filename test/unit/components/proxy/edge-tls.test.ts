import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { parse } from "yaml";
import type { Hosts } from "../../../../components/host/hosts";
import { Edge, edgeAddresses } from "../../../../components/proxy/edge";
import { edgeEntryPoints, edgePorts, type TlsPlan } from "../../../../components/proxy/edge.plan";
import type { EdgeTls } from "../../../../components/proxy/edge-secrets";
import { proxyService } from "../../../../components/proxy/reverse-proxy.plan";
import { renderTls } from "../../../../components/proxy/tls.render";
import { testHost } from "../../support/host";
import { Marked, makeWithMocks, resolved } from "../../support/mocks";

const plain: TlsPlan = { port: 443, forwarders: [] };
const behind: TlsPlan = {
    ...{ port: 443, forwarders: ["198.51.100.0/24", "2001:db8::/32"] },
    balancer: { ranges: ["10.10.0.0/16"], healthPort: 8081, notice: 20 },
};
const source = { challenges: "http://issuer:8080", certificates: "https://issuer:8443/all", network: "issuer" };
const tls: EdgeTls = { ...plain, certificate: "the certificate", key: "the key" };

/** Flags of an edge's entry points, without those that all have. */
function flags(plan: TlsPlan | undefined, lameDuck = 0): readonly string[] {
    const entryPoints = edgeEntryPoints(plan);
    const service = { name: "slipway-edge", entryPoints, ports: [], networks: {}, routes: "/r", lameDuck };
    const all = proxyService({ ...service, everywhere: true }).command ?? [];
    return all.filter((flag) => /^--entrypoints\.(?:web|websecure|health)\.(?!http\.alias|transport)/.test(flag));
}

describe("an edge's entry points", () => {
    const cases: readonly (readonly [string, TlsPlan | undefined, readonly string[]])[] = [
        ["are one without TLS", undefined, ["--entrypoints.web.address=:8080"]],
        [
            "send people to https",
            plain,
            [
                "--entrypoints.web.address=:8080",
                "--entrypoints.web.http.redirections.entrypoint.to=:443",
                "--entrypoints.websecure.address=:8443",
            ],
        ],
        [
            "send people to https, but for what the file for TLS takes",
            { ...plain, source },
            [
                "--entrypoints.web.address=:8080",
                "--entrypoints.web.http.redirections.entrypoint.to=:443",
                "--entrypoints.web.http.redirections.entrypoint.priority=1",
                "--entrypoints.websecure.address=:8443",
            ],
        ],
        [
            "believe the load balancer and the proxies before it, and tell it how they are",
            behind,
            [
                "--entrypoints.web.address=:8080",
                "--entrypoints.web.http.redirections.entrypoint.to=:443",
                "--entrypoints.web.proxyprotocol.trustedips=10.10.0.0/16",
                "--entrypoints.websecure.address=:8443",
                "--entrypoints.websecure.proxyprotocol.trustedips=10.10.0.0/16",
                "--entrypoints.websecure.forwardedheaders.trustedips=198.51.100.0/24,2001:db8::/32",
                "--entrypoints.health.address=:8081",
                "--entrypoints.health.proxyprotocol.trustedips=10.10.0.0/16",
                "--entrypoints.health.observability.accesslogs=false",
                "--entrypoints.health.observability.metrics=false",
            ],
        ],
    ];
    for (const [what, plan, expected] of cases) {
        it(what, () => {
            expect(flags(plan)).to.deep.equal(expected);
        });
    }

    it("are reached at ports of the host", () => {
        const at = (target: number, published: number) => ({ target, published, protocol: "tcp" });
        expect(edgePorts(18080)).to.deep.equal([at(8080, 18080)]);
        expect(edgePorts(80, plain)).to.deep.equal([at(8080, 80), at(8443, 443)]);
        expect(edgePorts(80, behind)).to.deep.equal([at(8080, 80), at(8443, 443), at(8081, 8081)]);
    });
});

describe("the file for TLS", () => {
    const certificate = { certFile: "/run/secrets/tls-certificate", keyFile: "/run/secrets/tls-key" };
    const base = {
        certificates: [certificate],
        stores: { default: { defaultCertificate: certificate } },
        options: { default: { minVersion: "VersionTLS12", sniStrict: true } },
    };

    it("serves one certificate, from TLS 1.2 on, to those who name a host", () => {
        expect(parse(renderTls({ clientAuthority: false }))).to.deep.equal({ tls: base });
    });

    it("leads an authority's challenges to who has the certificates, and has none itself", () => {
        const router = { rule: "PathPrefix(`/.well-known/acme-challenge/`)", service: "acme-challenges" };
        expect(parse(renderTls({ clientAuthority: false, challenges: "http://issuer:8080" }))).to.deep.equal({
            http: {
                routers: { "acme-challenges": { entryPoints: ["web"], ...router } },
                services: { "acme-challenges": { loadBalancer: { servers: [{ url: "http://issuer:8080" }] } } },
            },
            tls: { options: base.options },
        });
    });

    it("asks clients for a certificate", () => {
        const clientAuth = {
            caFiles: ["/run/secrets/tls-client-authority"],
            clientAuthType: "RequireAndVerifyClientCert",
        };
        expect(parse(renderTls({ clientAuthority: true }))).to.deep.equal({
            tls: { ...base, options: { default: { ...base.options.default, clientAuth } } },
        });
    });
});

describe("an edge with TLS", () => {
    const hostsOf = (host = testHost()): Hosts => ({ first: host, all: [host], mayGrow: false });
    const make = (with_: EdgeTls | undefined) =>
        makeWithMocks(async () => {
            const hosts = hostsOf();
            const args = { hosts, stack: "slipway-test", port: 80, networks: [], placeholders: {}, timeout: 60 };
            new Edge("edge", { ...args, ...(with_ === undefined ? {} : { tls: with_ }) });
            return await resolved(pulumi.all(edgeAddresses(hosts, "slipway-test", with_)));
        });
    const base64 = (text: string) => new Marked(Buffer.from(text).toString("base64"));

    it("finds certificate and key in its container, for itself alone", async () => {
        const made = await make(tls);
        expect(made.names("Secret")).to.deep.equal([
            "slipway-test.slipway-edge.tls-certificate",
            "slipway-test.slipway-edge.tls-key",
        ]);
        expect(made.get("slipway-test.slipway-edge.tls-key").inputs.data).to.deep.equal(base64("the key"));
        const release = made.get("edge-proxy-release-service");
        const document = parse(String(release.inputs.stdin), { version: "1.1" });
        const file = { uid: "65534", gid: "65534", mode: 0o400 };
        expect(document.services["slipway-edge"].secrets).to.deep.equal([
            { source: "tls-certificate", target: "/run/secrets/tls-certificate", ...file },
            { source: "tls-key", target: "/run/secrets/tls-key", ...file },
        ]);
        const names = Object.entries(release.inputs.environment as Record<string, string>).filter(([name]) =>
            name.startsWith("SLIPWAY_SECRET_"),
        );
        expect(names.map(([, name]) => name).sort()).to.deep.equal([
            "slipway-test.slipway-edge.tls-certificate-0a1b2c3",
            "slipway-test.slipway-edge.tls-key-0a1b2c3",
        ]);
        expect(Object.keys(document.secrets)).to.deep.equal(["tls-certificate", "tls-key"]);
    });

    it("starts once its file is there, and its clients' authority with it", async () => {
        const made = await make({ ...tls, clientAuthority: "the authority" });
        expect(made.get("slipway-test.slipway-edge.tls-client-authority").inputs.data).to.deep.equal(
            base64("the authority"),
        );
        expect(made.get("edge-tls").inputs.environment).to.deep.include({
            SLIPWAY_FILE: "/srv/slipway/slipway-test/edge/tls.yaml",
            SLIPWAY_MODE: "644",
        });
        expect(made.get("edge-tls").inputs.stdin).to.equal(renderTls({ clientAuthority: true }));
        expect(made.dependenciesOf("edge-proxy-release-service")).to.include("edge-tls");
    });

    it("takes requests until the load balancer has noticed that it stops", async () => {
        const made = await make({ ...tls, ...behind });
        const { command, stop_grace_period } = parse(String(made.get("edge-proxy-release-service").inputs.stdin))
            .services["slipway-edge"];
        for (const name of ["web", "websecure", "health"]) {
            expect(command).to.include(`--entrypoints.${name}.transport.lifecycle.requestacceptgracetimeout=20s`);
        }
        expect(stop_grace_period).to.equal("50s");
    });

    it("asks for its certificates, each side knowing the other, in a network of theirs", async () => {
        const made = await make({ ...tls, source, sourceNetwork: "issuer-0a1b2c3" });
        const { inputs } = made.get("edge-proxy-release-service");
        const { command, networks } = parse(String(inputs.stdin)).services["slipway-edge"];
        expect((command as string[]).filter((flag) => flag.startsWith("--providers.http."))).to.deep.equal([
            "--providers.http.endpoint=https://issuer:8443/all",
            "--providers.http.pollinterval=2s",
            "--providers.http.tls.ca=/run/secrets/tls-certificate",
            "--providers.http.tls.cert=/run/secrets/tls-certificate",
            "--providers.http.tls.key=/run/secrets/tls-key",
        ]);
        expect(Object.keys(networks)).to.deep.equal(["issuer", "slipway-edge"]);
        expect(inputs.environment).to.include({ SLIPWAY_NETWORK_issuer: "issuer-0a1b2c3" });
        expect(made.get("edge-tls").inputs.stdin).to.equal(
            renderTls({ clientAuthority: false, challenges: source.challenges }),
        );
    });

    it("is told to route over TLS, and only then", async () => {
        const [secure] = (await make(tls)).result;
        expect(secure).to.deep.include({ kind: "edge", secure: true, admin: 9000, candidate: 9001 });
        expect((await make(undefined)).result[0]).not.to.have.property("secure");
        expect((await make(undefined)).names("Secret")).to.deep.equal([]);
    });
});
