/** What a rehearsal has in the place of what the real stack has. */
export interface RehearsalSurroundings {
    /** Network from which this machine reaches the servers, in CIDR notation. */
    readonly sshFrom: string;
    /** The directory of the emulated Let's Encrypt. */
    readonly acmeDirectory: string;
    /** The emulated registry, and who may use it. */
    readonly registry: { readonly address: string; readonly user: string; readonly password: string };
    /** Token of the emulated Cloudflare, for stacks whose servers ask it. */
    readonly dnsToken?: string;
    /** Names of variables that the compose file needs and nobody has set. */
    readonly missing: readonly string[];
}

/** The stack's file of a rehearsal. */
export interface RehearsalConfig {
    /** What stands below `config:`. */
    readonly config: Readonly<Record<string, unknown>>;
    /**
     * The secrets that have to be set: paths, as `pulumi config set --path` takes them, and values; a random one where
     * there is none.
     */
    readonly secrets: Readonly<Record<string, string | undefined>>;
}

/**
 * The configuration of a stack for a rehearsal: the same, but for what leads out of it. Accounts' tokens are the emulated
 * ones, nobody hears of it, and what is encrypted gets a value of its own, because the real ones are nobody's to see.
 *
 * @param config what stands below `config:` in the real stack's file
 */
export function rehearsalConfig(
    config: Readonly<Record<string, unknown>>,
    { sshFrom, acmeDirectory, registry: emulated, dnsToken, missing }: RehearsalSurroundings,
): RehearsalConfig {
    const kept = Object.entries(config).filter(([key]) => !leadsOut.has(key));
    const { servers, domain, registry, ...rest } = withoutNamespace(kept);
    const secrets: string[] = [];
    const plain = Object.entries({
        ...rest,
        ...(isRecord(servers) ? { servers: { ...servers, allowSshFrom: [sshFrom] } } : {}),
        ...(isRecord(registry) ? { registry: { address: emulated.address, user: emulated.user } } : {}),
        ...(isRecord(domain) ? { domain: withDirectory(domain, acmeDirectory) } : {}),
    }).map(([key, value]) => [key, withoutSecrets(value, key, secrets)] as const);
    const named = [...secrets, ...missing.map((name) => `slipway:secrets.${name}`)];
    return {
        config: Object.fromEntries(plain.map(([key, value]) => [key.includes(":") ? key : `slipway:${key}`, value])),
        secrets: {
            ...Object.fromEntries(named.map((path) => [path, undefined])),
            ...(secrets.includes(dnsTokenPath) && dnsToken !== undefined ? { [dnsTokenPath]: dnsToken } : {}),
            ...(isRecord(registry) ? { "slipway:registry.password": emulated.password } : {}),
        },
    };
}

const dnsTokenPath = "slipway:domain.acme.dnsToken";

const leadsOut = new Set(["digitalocean:token", "cloudflare:apiToken", "slipway:notify"]);

function withoutNamespace(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
    return Object.fromEntries(entries.map(([key, value]) => [key.replace(/^slipway:/, ""), value]));
}

function withDirectory(domain: Readonly<Record<string, unknown>>, directory: string): unknown {
    return isRecord(domain.acme) ? { ...domain, acme: { ...domain.acme, directory } } : domain;
}

/** The value without what is encrypted in it, the paths of which go to the list. */
function withoutSecrets(value: unknown, path: string, secrets: string[]): unknown {
    if (!isRecord(value)) return value;
    const kept = Object.entries(value).flatMap(([key, child]) => {
        if (!isRecord(child) || !("secure" in child)) return [[key, withoutSecrets(child, `${path}.${key}`, secrets)]];
        secrets.push(`slipway:${path}.${key}`);
        return [];
    });
    return Object.fromEntries(kept);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
