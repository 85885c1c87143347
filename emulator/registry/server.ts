import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../toolchain/report";
import type { Certificate } from "../cloudflare/certificates/certificate";
import { ask } from "../processes/ask";
import { startServerProcess } from "../processes/server-process";
import { htpasswd, type RegistryUser } from "./htpasswd";
import { provideRegistry } from "./provide-registry";
import { renderRegistryConfig } from "./registry-config.render";

/** How a registry is started. */
export interface RegistryOptions {
    /** Where it listens: an IPv4 address of this machine. */
    readonly address: string;
    readonly port: number;
    /** For images, configuration and log. Registries with the same one have the same images. */
    readonly folder: string;
    /** Who may use it; without them everybody. */
    readonly users?: readonly RegistryUser[];
    /**
     * Its certificate, which needs the address among its names, with the authority that signed it; without it, it speaks
     * plain HTTP.
     */
    readonly tls?: Certificate & { readonly authority: string };
    readonly report: Report;
}

/** A registry that runs. */
export interface Registry {
    /** `ADDRESS:PORT`, as in references of images. */
    readonly host: string;
    stop(): Promise<void>;
}

/**
 * Starts a Docker registry as a child of this process; its images stay when it ends.
 *
 * @throws SetupError where there is no registry to be had, or it does not start
 */
export async function startRegistry(options: RegistryOptions): Promise<Registry> {
    const { address, port, folder, users, tls } = options;
    const program = await provideRegistry(options.report);
    mkdirSync(folder, { recursive: true });
    const name = `registry-${address}-${port}`;
    const keep = (end: string, content: string) => {
        const path = join(folder, `${name}.${end}`);
        writeFileSync(path, content, { mode: 0o600 });
        return path;
    };
    const host = `${address}:${port}`;
    const config = renderRegistryConfig({
        listen: host,
        storage: join(folder, "images"),
        ...(users === undefined ? {} : { users: keep("users", await htpasswd(users)) }),
        ...(tls === undefined
            ? {}
            : { tls: { certificate: keep("crt", tls.certificate), key: keep("key", tls.privateKey) } }),
    });
    const url = `${tls === undefined ? "http" : "https"}://${host}/v2/`;
    const { stop } = await startServerProcess({
        name,
        command: [program, "serve", keep("yml", config)],
        folder,
        ready: async () => [200, 401].includes((await ask(url, tls?.authority))?.status ?? 0),
    });
    return { host, stop };
}
