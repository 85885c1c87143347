import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../toolchain/report";
import { SetupError } from "../../toolchain/setup-error";
import { makeServerCertificate } from "../certificates/server-certificate";
import type { Certificate } from "../cloudflare/certificates/certificate";
import { ask } from "../processes/ask";
import { startServerProcess } from "../processes/server-process";
import { renderPebbleConfig } from "./pebble-config.render";
import { providePebble } from "./provide-pebble";

/** How an emulated Let's Encrypt is started. */
export interface AcmeOptions {
    /** Where it listens: an IPv4 address of this machine. */
    readonly address: string;
    readonly ports: { readonly acme: number; readonly management: number };
    /** The DNS server that it believes. */
    readonly dns: { readonly address: string; readonly port: number };
    /** Signs the certificate of its own API, which clients have to trust; what it issues has a root of its own. */
    readonly authority: Certificate;
    /** Ports of the servers that it validates: default 80 for HTTP-01 and 443 for TLS-ALPN-01. */
    readonly validation?: { readonly http: number; readonly tls: number };
    /** For its configuration, its log and its key. */
    readonly folder: string;
    readonly report: Report;
}

/** An emulated Let's Encrypt that runs. */
export interface Acme {
    /** The address that ACME clients are given. */
    readonly directory: string;
    /** What it issues leads to this one, in PEM: another one each time that it starts. */
    readonly root: string;
    stop(): Promise<void>;
}

/** The address that ACME clients are given where Pebble listens; the port may be left out for 443. */
export function acmeDirectory(listen: string): string {
    return `https://${listen}/dir`;
}

/**
 * Starts Pebble as a child of this process. It forgets everything when it ends.
 *
 * @throws SetupError where there is no Pebble and none can be built, or where it does not start
 */
export async function startAcme(options: AcmeOptions): Promise<Acme> {
    const { address, ports, dns, authority, folder, validation = { http: 80, tls: 443 } } = options;
    const pebble = await providePebble(options.report);
    mkdirSync(folder, { recursive: true });
    const own = await makeServerCertificate(authority, [address], new Date());
    const keep = (name: string, content: string) => {
        const path = join(folder, name);
        writeFileSync(path, content, { mode: 0o600 });
        return path;
    };
    const settings = {
        listen: `${address}:${ports.acme}`,
        management: `${address}:${ports.management}`,
        certificate: keep("pebble.crt", own.certificate),
        privateKey: keep("pebble.key", own.privateKey),
        validation,
    };
    const config = keep("pebble.json", renderPebbleConfig(settings));
    const rootOf = () => ask(`https://${settings.management}/roots/0`, authority.certificate);
    const { stop } = await startServerProcess({
        name: "pebble",
        command: [pebble, "-config", config, "-dnsserver", `${dns.address}:${dns.port}`],
        environment: untroubled,
        folder,
        ready: async () => (await rootOf())?.status === 200,
    });
    const root = await rootOf();
    if (root?.status === 200) return { directory: acmeDirectory(settings.listen), root: root.body, stop };
    await stop();
    throw new SetupError(`${pebble} does not tell its root certificate`);
}

/** Without the troubles that it would make for clients by chance: a rehearsal is to be the same each time. */
const untroubled = { PEBBLE_VA_NOSLEEP: "1", PEBBLE_WFE_NONCEREJECT: "0", PEBBLE_AUTHZREUSE: "0" };
