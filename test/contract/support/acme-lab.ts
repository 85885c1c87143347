import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { edgeEntryPoints } from "../../../components/proxy/edge.plan";
import { proxyImage, proxyService, proxyUser } from "../../../components/proxy/reverse-proxy.plan";
import { renderTls, tlsFiles } from "../../../components/proxy/tls.render";
import {
    acmeFiles,
    acmeModel,
    acmeService,
    acmeSource,
    certbotImage,
    renderAcmeSettings,
} from "../../../components/tls/acme/acme.plan";
import { pemBlocks } from "../../../components/tls/pem";
import { type Acme, startAcme } from "../../../emulator/acme/server";
import { makePublicAuthority } from "../../../emulator/certificates/public-authority";
import { makeServerCertificate } from "../../../emulator/certificates/server-certificate";
import { dnsZones } from "../../../emulator/cloudflare/dns-zones";
import { allPermissions, initialState } from "../../../emulator/cloudflare/seed";
import { type CloudflareServer, machine, startCloudflare } from "../../../emulator/cloudflare/server";
import { startDnsServer } from "../../../emulator/dns/server";
import type { DnsZone } from "../../../emulator/dns/zone";
import { cloudflareApiHost } from "../../../emulator/rehearsal/names";
import { Undo } from "../../../emulator/rehearsal/undo";
import { execute } from "../../../toolchain/execute";
import { docker } from "../../e2e/support/engine";
import { TemporaryFolder } from "../../unit/support/temporary-folder";

const name = "slipway-acme-test";
const [network, gateway, edge] = ["198.19.64.0/24", "198.19.64.1", "198.19.64.80"];

/** What is asked for, where it differs from one host over HTTP-01. */
export interface Asked {
    readonly hosts?: readonly string[];
    readonly directory?: string;
    /** Token of Cloudflare's API. */
    readonly token?: string;
}

/** The token that the emulated Cloudflare takes. */
export const goodToken = "0".repeat(40);

/** An edge, the service with the certificates, and around them Pebble, an emulated Cloudflare and its DNS. */
export class AcmeLab {
    readonly #folder = new TemporaryFolder();
    readonly #undo = new Undo();
    #acme: Acme | undefined;
    #cloudflare: CloudflareServer | undefined;

    /** Starts all but the service; names lead to the edge. */
    async start(): Promise<void> {
        await this.#removeOld();
        await docker("network", "create", "--subnet", network, name);
        this.#undo.add(() => this.#removeOld());
        const authority = await makePublicAuthority(new Date());
        this.#write("authorities/lab.crt", authority.certificate);
        const zones = [{ name: "example.com" }];
        const tokens = [{ value: goodToken, permissions: allPermissions }];
        const cloud = { ipv4: [gateway], ipv6: [], publicRanges: [network] };
        const seed = { account: { name: "Lab" }, tokens, zones, edge: cloud };
        const cloudflare = await startCloudflare({
            state: await initialState(seed, machine.now(), machine.newId),
            secure: {
                ...{ address: gateway, port: 443 },
                ...(await makeServerCertificate(authority, [cloudflareApiHost], new Date())),
            },
        });
        this.#cloudflare = cloudflare;
        this.#undo.add(() => cloudflare.close());
        const leads = (to: string, host: string): DnsZone => {
            return { name: host, records: [{ name: host, type: "A", ttl: 60, data: to }] };
        };
        const others = [leads(edge, "app.example.com"), leads(gateway, cloudflareApiHost)];
        const dns = await startDnsServer({
            ...{ address: gateway, port: 53, upstreams: [] },
            zones: () => [...dnsZones(cloudflare.state(), gateway), ...others],
        });
        this.#undo.add(() => dns.close());
        const acme = await startAcme({
            ...{ address: gateway, ports: { acme: 14_000, management: 15_000 }, authority, report: () => {} },
            dns: { address: gateway, port: 53 },
            folder: join(this.#folder.path, "pebble"),
        });
        this.#acme = acme;
        this.#undo.add(() => acme.stop());
        await this.#startEdge();
    }

    /** Starts the service anew; what it has got stays. */
    async ask({ hosts = ["app.example.com"], directory = this.directory, token }: Asked = {}): Promise<void> {
        await docker("rm", "--force", `${name}-service`);
        this.#write("acme.json", renderAcmeSettings({ email: "ops@example.com", directory, hosts }));
        this.#write("dns", `dns_cloudflare_api_token = ${token ?? ""}\n`);
        const { entrypoint = [], command = [] } = acmeModel();
        const program = join(__dirname, "../../../components/tls/acme/acme.py");
        await docker(
            ...["run", "--detach", "--name", `${name}-service`, "--network", name, "--network-alias", acmeService],
            ...[
                "--dns",
                gateway,
                "--read-only",
                "--cap-drop",
                "ALL",
                "--tmpfs",
                "/tmp",
                "--tmpfs",
                "/var/lib/letsencrypt",
            ],
            ...["--volume", `${name}:/etc/letsencrypt`, ...this.#mount("authorities", "/authorities")],
            ...["--volume", `${program}:${acmeFiles.program}:ro`, ...this.#mount("acme.json", acmeFiles.settings)],
            ...this.#mount("peer.crt", acmeFiles.certificate),
            ...[...this.#mount("peer.key", acmeFiles.key), ...this.#mount("dns", acmeFiles.dns)],
            ...["--entrypoint", entrypoint[0] ?? "", certbotImage, ...entrypoint.slice(1), ...command],
        );
        const deadline = Date.now() + 30_000;
        while ((await this.inService("python3", acmeFiles.program, "healthy")).code !== 0) {
            if (Date.now() > deadline) throw new Error(await docker("logs", `${name}-service`));
        }
    }

    /** Has it obtain what is missing; what it said of what it did not get. */
    async obtain(): Promise<string> {
        return (await this.inService("python3", acmeFiles.program, "obtain")).said;
    }

    async inService(...words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
        const { exitCode, stdout, stderr } = await execute("docker", ["exec", `${name}-service`, ...words]);
        return { code: exitCode ?? 1, said: exitCode === 0 && stderr === "" ? stdout : stderr };
    }

    /** Names that the edge's certificate for a host is for, and its serial number; undefined when it shows none. */
    async shown(host: string): Promise<{ readonly names: string; readonly serial: string } | undefined> {
        const ask = `openssl s_client -connect ${edge}:443 -servername ${host} </dev/null 2>/dev/null`;
        const read = "openssl x509 -noout -serial -ext subjectAltName";
        const { exitCode, stdout } = await execute("bash", ["-c", `${ask} | ${read}`]);
        const [serial = "", , names = ""] = stdout.split("\n");
        return exitCode === 0 ? { serial: serial.replace("serial=", ""), names: names.trim() } : undefined;
    }

    /** When the edge was started. */
    async edgeStarted(): Promise<string> {
        return await docker("inspect", `${name}-edge`, "--format", "{{.State.StartedAt}} {{.RestartCount}}");
    }

    /** Address of the service in its network. */
    async serviceAddress(): Promise<string> {
        return await docker(
            "inspect",
            `${name}-service`,
            "--format",
            `{{(index .NetworkSettings.Networks "${name}").IPAddress}}`,
        );
    }

    get edgeAddress(): string {
        return edge;
    }

    get directory(): string {
        return this.#acme?.directory ?? "";
    }

    /** Names in the zone, of records that somebody has made. */
    get records(): readonly string[] {
        return this.#cloudflare?.state().records.map((record) => `${record.name} ${record.type}`) ?? [];
    }

    async end(): Promise<void> {
        await this.#undo.run();
        this.#folder.remove();
    }

    async #startEdge(): Promise<void> {
        const { stdout } = await execute("bash", ["components/tls/acme/make-peer.sh"], {
            nodeOptions: { env: { ...process.env, SLIPWAY_PEER: acmeService } as Record<string, string> },
        });
        this.#write("peer.crt", pemBlocks(stdout, "CERTIFICATE")[0] ?? "");
        this.#write("peer.key", pemBlocks(stdout, "PRIVATE KEY")[0] ?? "");
        this.#write("routes/tls.yaml", renderTls({ clientAuthority: false, challenges: acmeSource.challenges }));
        const { command = [] } = proxyService({
            ...{ name: "edge", ports: [], networks: {}, routes: "", lameDuck: 0, everywhere: true },
            entryPoints: edgeEntryPoints({ port: 443, forwarders: [], source: acmeSource }),
            certificates: { ...tlsFiles, url: acmeSource.certificates },
        });
        // The authority asks at port 80, which is the host's on a server.
        const flags = command.map((flag) => flag.replace(/address=:8080$/, "address=:80").replace(/=:8443$/, "=:443"));
        await docker(
            ...["run", "--detach", "--name", `${name}-edge`, "--network", name, "--ip", edge, "--user", proxyUser],
            ...["--sysctl", "net.ipv4.ip_unprivileged_port_start=0", ...this.#mount("routes", "/routes")],
            ...[...this.#mount("peer.crt", tlsFiles.certificate), ...this.#mount("peer.key", tlsFiles.key)],
            ...[proxyImage, ...flags],
        );
    }

    async #removeOld(): Promise<void> {
        await docker("rm", "--force", "--volumes", `${name}-edge`, `${name}-service`);
        await execute("docker", ["volume", "rm", name]);
        await execute("docker", ["network", "rm", name]);
    }

    #mount(file: string, target: string): readonly string[] {
        return ["--volume", `${join(this.#folder.path, file)}:${target}:ro`];
    }

    /** In place: a container that has it mounted sees the change. */
    #write(file: string, content: string): void {
        const path = join(this.#folder.path, file);
        this.#folder.write(file, content);
        writeFileSync(path, content, { mode: 0o644 });
    }
}
