import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../../toolchain/report";
import { makeServerCertificate } from "../certificates/server-certificate";
import { allPermissions, type Seed, type SeedZone } from "../cloudflare/seed";
import { type CloudflareServer, startCloudflare } from "../cloudflare/server";
import type { Account } from "../digitalocean/account/account";
import { type DigitalOcean, startDigitalOcean } from "../digitalocean/server";
import { startMachines } from "../machines/start-machines";
import type { RegistryUser } from "../registry/htpasswd";
import { allOf, type SurroundingAddresses, surroundingAddresses } from "./addresses.plan";
import { addAddresses, removeAddresses } from "./bridge-addresses";
import { renderDropletFiles } from "./droplet-files.render";
import { insideWords } from "./inside.plan";
import { digitalOceanFile, forget, isKept, keepCloudflare, keptAuthority, keptCloudflare } from "./kept";
import { cloudflareApiHost, registryHost } from "./names";
import { startSurroundings } from "./surroundings";
import { Undo } from "./undo";

/** What is rehearsed on. */
export interface RehearsalOptions {
    /** What everything on the engine is named after: letters, digits and hyphens. */
    readonly name: string;
    /** Where all is kept: what an earlier rehearsal of the name has left there is gone on with. */
    readonly folder: string;
    /** The zones of the Cloudflare account. */
    readonly zones: readonly SeedZone[];
    /** The only tokens that the clouds accept. Cloudflare's have 40 characters. */
    readonly tokens?: { readonly digitalocean: string; readonly cloudflare: string };
    /** Images of this machine's engine that droplets can pull from Docker Hub. */
    readonly images?: readonly string[];
    /** Who may use the private registry. */
    readonly users?: readonly RegistryUser[];
    /** Regions in which the account has something already: the first network of any other could not be deleted again. */
    readonly regions?: readonly string[];
    /** What stands for the internet, in CIDR notation; the range of no other network of the engine. At least a /22. */
    readonly network?: string;
    /**
     * Range of the first private network, within 10.0.0.0/8, in CIDR notation; the next follow. Two rehearsals at once need
     * different ones.
     */
    readonly privateNetwork?: string;
    /** How much the DigitalOcean account may have, where it differs from a new one's. */
    readonly limits?: Partial<Pick<Account, "dropletLimit" | "volumeLimit" | "reservedIpLimit">>;
    readonly report: Report;
}

/** Both clouds and all around them, on this machine. */
export interface Rehearsal {
    readonly digitalOcean: DigitalOcean;
    readonly cloudflare: CloudflareServer;
    /** What Pulumi's providers, and other clients, are told by. */
    readonly environment: Readonly<Record<string, string>>;
    readonly addresses: SurroundingAddresses;
    /** What visitors have to trust: path of the certificates of its authority and of its Let's Encrypt, in PEM. */
    readonly authorityFile: string;
    /** The directory of the emulated Let's Encrypt, and the root of what it issues, in PEM. */
    readonly acme: { readonly directory: string; readonly root: string };
    /** Host of the private registry, as in references of images. */
    readonly registry: string;
    /** The words that run a command in which the zones' names lead here. */
    readonly inside: (command: readonly string[]) => readonly string[];
    /** Ends it. What is kept goes on when it is started again; else droplets, volumes and all go. */
    stop(what?: { readonly keep: boolean }): Promise<void>;
}

/** What stands for the internet unless the caller says otherwise (RFC 2544). */
export const usualNetwork = "198.18.0.0/20";

/** The tokens that the clouds accept unless the caller says otherwise. */
export const usualTokens = { digitalocean: `dop_v1_${"0".repeat(64)}`, cloudflare: "0".repeat(40) };

/**
 * Starts both clouds with machines on the Docker Engine, and what is around them, all reachable by droplets.
 *
 * @throws SetupError when the engine does not answer, this process is not root, or a tool cannot be had
 */
export async function startRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
    const undo = new Undo();
    try {
        return await start(options, undo);
    } catch (error) {
        await undo.run();
        throw error;
    }
}

async function start(options: RehearsalOptions, undo: Undo): Promise<Rehearsal> {
    const { name, folder, network = usualNetwork, tokens = usualTokens, report } = options;
    const { images = [], users = [{ name: "rehearsal", password: "rehearsal" }] } = options;
    const addresses = surroundingAddresses(network);
    mkdirSync(folder, { recursive: true });
    const authority = await keptAuthority(folder);
    const authorityFile = join(folder, "authority.crt");
    writeFileSync(authorityFile, authority.certificate);
    const resolvConf = join(folder, "resolv.conf");
    writeFileSync(resolvConf, `nameserver ${addresses.dns}\n`);

    // What was kept outlives a failed start, too.
    let keep = isKept(folder);
    undo.add(() => {
        if (!keep) forget(folder);
    });
    const machines = await startMachines({
        ...{ name, publicNetwork: network, nameservers: [addresses.dns], report },
        files: renderDropletFiles(authority.certificate),
    });
    undo.add(async () => {
        if (!keep) await machines.stop();
    });
    await addAddresses(machines.bridge, allOf(addresses));
    undo.add(() => removeAddresses(machines.bridge, allOf(addresses)));

    const cloudflare = await startCloudflare({
        state: await keptCloudflare(folder, seedOf(options, addresses, tokens)),
        secure: {
            ...{ address: addresses.api, port: 443 },
            ...(await makeServerCertificate(authority, [cloudflareApiHost], new Date())),
        },
    });
    undo.add(() => cloudflare.close());
    undo.add(keepCloudflare(folder, cloudflare.state));
    const surroundings = { addresses, cloudflare: cloudflare.state, authority, folder, images, users, report };
    const { directory, root } = await startSurroundings(surroundings, undo);
    writeFileSync(authorityFile, authority.certificate + root);
    const digitalOcean = await startDigitalOcean({
        ...{
            token: tokens.digitalocean,
            usedRegions: options.regions ?? [],
            ...(options.limits === undefined ? {} : { account: options.limits }),
            machines,
            publicNetwork: network,
            ...(options.privateNetwork === undefined ? {} : { privateNetwork: options.privateNetwork }),
            stateFile: digitalOceanFile(folder),
        },
        report: ({ order, reason }) => report(`digitalocean: ${order.do}: ${reason}`),
    });
    undo.add(async () => {
        await digitalOcean.stop();
        await digitalOcean.idle();
    });
    return {
        digitalOcean,
        cloudflare,
        environment: {
            DIGITALOCEAN_API_URL: digitalOcean.url,
            DIGITALOCEAN_TOKEN: tokens.digitalocean,
            CLOUDFLARE_BASE_URL: `${cloudflare.url}/client/v4`,
            CLOUDFLARE_API_TOKEN: tokens.cloudflare,
            NODE_EXTRA_CA_CERTS: authorityFile,
            // What is made to stay, as images are, trusts it no more than before.
            SLIPWAY_REHEARSAL_AUTHORITY: authorityFile,
        },
        addresses,
        authorityFile,
        acme: { directory, root },
        registry: registryHost,
        inside: (command) => insideWords({ resolvConf }, command),
        stop: async (what) => {
            keep = what?.keep === true;
            await undo.run();
        },
    };
}

function seedOf(
    { zones, network = usualNetwork }: RehearsalOptions,
    addresses: SurroundingAddresses,
    tokens: typeof usualTokens,
): Seed {
    return {
        account: { name: "Rehearsal" },
        tokens: [{ value: tokens.cloudflare, permissions: allPermissions }],
        zones,
        edge: { ipv4: addresses.edges, ipv6: [], publicRanges: [network] },
    };
}
