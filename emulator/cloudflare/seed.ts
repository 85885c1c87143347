import { createHash } from "node:crypto";
import type { Permission, Token } from "./api/token";
import { makeAuthorities } from "./certificates/authorities";
import { created, type Given } from "./records/change";
import type { Authorities, CloudflareState, Edge } from "./state";
import type { Plan, Zone } from "./zones/zone";

/** What an account has before anybody calls. */
export interface Seed {
    readonly account: { readonly name: string; readonly id?: string };
    readonly tokens: readonly (Omit<Token, "id"> & { readonly id?: string })[];
    readonly zones: readonly SeedZone[];
    readonly edge: Edge;
    /** Default: new ones. Making them takes a third of a second of computing. */
    readonly authorities?: Authorities;
}

/** A zone that the account has before anybody calls. */
export interface SeedZone {
    readonly name: string;
    readonly id?: string;
    /** Default `free`. */
    readonly plan?: Plan;
    /** Whether the registrar names Cloudflare's name servers; default true. A zone that is not is `pending`. */
    readonly delegated?: boolean;
    /** Bodies as "Create DNS Record" takes them. */
    readonly records?: readonly Given[];
}

/** What a token needs for all that Slipway does. */
export const allPermissions: readonly Permission[] = [
    "Account Settings Read",
    "Zone Write",
    "Zone Settings Write",
    "DNS Write",
    "SSL and Certificates Write",
    "Cache Purge",
];

/**
 * The state of a new account.
 *
 * @param newId gives 32 hexadecimal digits, fresh each time
 * @throws Refusal where a zone's record may not be
 */
export async function initialState(seed: Seed, now: Date, newId: () => string): Promise<CloudflareState> {
    const accountId = seed.account.id ?? newId();
    const zones = seed.zones.map((zone) => newZone(zone, accountId, now, newId));
    const empty: CloudflareState = {
        accounts: [{ id: accountId, name: seed.account.name, createdOn: now.toISOString() }],
        tokens: seed.tokens.map((token) => ({ ...token, id: token.id ?? newId() })),
        zones,
        records: [],
        certificates: [],
        pullCertificates: [],
        hostnameCertificates: [],
        hostnamePulls: [],
        purges: [],
        authorities: seed.authorities ?? (await makeAuthorities(now, newId)),
        edge: seed.edge,
    };
    return seed.zones.reduce((before, { name, records = [] }) => {
        const zone = zones.find((one) => one.name === name);
        if (!zone) return before;
        return records.reduce((state, record) => created(state, zone, record, { now, newId }).state, before);
    }, empty);
}

function newZone(
    { name, id, plan, delegated = true }: SeedZone,
    accountId: string,
    now: Date,
    newId: () => string,
): Zone {
    const at = now.toISOString();
    return {
        id: id ?? newId(),
        name,
        accountId,
        plan: plan ?? "free",
        status: delegated ? "active" : "pending",
        delegated,
        nameServers: nameServersOf(name),
        originalNameServers: ["ns1.registrar.example", "ns2.registrar.example"],
        settings: {},
        dnssec: { wanted: false, published: false, modifiedOn: null },
        ownOriginPulls: false,
        serial: Math.floor(now.getTime() / 1000),
        createdOn: at,
        modifiedOn: at,
        activatedOn: delegated ? at : null,
    };
}

/** Two of Cloudflare's name servers, always the same ones for a domain. */
function nameServersOf(domain: string): readonly string[] {
    const byte = createHash("sha256").update(domain).digest()[0] ?? 0;
    return [women, men].map((names) => `${names[byte % names.length]}.ns.cloudflare.com`);
}

const women = ["ada", "fay", "ingrid", "lara", "mira", "vera"];
const men = ["bob", "hank", "kurt", "noel", "theo"];
