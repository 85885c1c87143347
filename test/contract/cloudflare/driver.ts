import { expect } from "chai";
import type { TestCloudflare } from "../../unit/emulator/cloudflare/support";
import type { ProviderDriver, Reported } from "../support/provider-driver";
import type { Properties } from "../support/values";

/** The resource types of the cloudflare plugin that have contracts. */
export const types = {
    record: "cloudflare:index/dnsRecord:DnsRecord",
    setting: "cloudflare:index/zoneSetting:ZoneSetting",
    dnssec: "cloudflare:index/zoneDnssec:ZoneDnssec",
    originCa: "cloudflare:index/originCaCertificate:OriginCaCertificate",
    pulls: "cloudflare:index/authenticatedOriginPullsSettings:AuthenticatedOriginPullsSettings",
    pullCertificate: "cloudflare:index/authenticatedOriginPullsCertificate:AuthenticatedOriginPullsCertificate",
    hostPulls: "cloudflare:index/authenticatedOriginPulls:AuthenticatedOriginPulls",
    hostCertificate:
        "cloudflare:index/authenticatedOriginPullsHostnameCertificate:AuthenticatedOriginPullsHostnameCertificate",
} as const;

/** One of the resource types. */
export type Kind = keyof typeof types;

/** What a contract of the cloudflare plugin works with. */
export interface CloudflareDriver {
    /** The plugin, for one resource type; configured for the emulator with the token that may do all. */
    readonly of: (kind: Kind) => ProviderDriver;
    /** A plugin of its own, with other settings beside the emulator's address. */
    readonly fresh: (settings: Properties, env?: Readonly<Record<string, string>>) => Promise<ProviderDriver>;
    readonly emulator: TestCloudflare;
    /** The first label of a record's name that nothing else has. */
    readonly name: () => string;
    /** Inputs with which a resource of a kind can be made, under names that nothing else has. */
    readonly least: (kind: Kind) => Promise<Properties>;
}

/** The zone of most contracts, `example.com`. */
export const zoneId = "e".repeat(32);

/** Another one, `other.example`. */
export const otherZoneId = "d".repeat(32);

/** A resource as it was made, and the inputs after their check. */
export interface Made {
    readonly made: Reported;
    readonly inputs: Properties;
}

/** Checks inputs and makes a resource of them. */
export async function make(driver: CloudflareDriver, kind: Kind, given: Properties): Promise<Made> {
    const provider = driver.of(kind);
    const { inputs, failures } = await provider.check("made", given);
    expect(failures).to.deep.equal([]);
    return { made: await provider.create("made", inputs), inputs };
}

/** Checks other inputs for a resource, and compares as the engine does. */
export async function compare(driver: CloudflareDriver, kind: Kind, old: Made, given: Properties) {
    const { inputs } = await driver.of(kind).check("made", given, { olds: old.inputs });
    return driver.of(kind).diff("made", { inputs: old.inputs, state: old.made.state }, inputs);
}

/** What lies in a zone of the emulator, by the API. */
export async function ask(driver: CloudflareDriver, path: string, zone = zoneId): Promise<unknown> {
    return (await driver.emulator.ask("GET", `/zones/${zone}${path}`)).result;
}

/** Without the note that some bridged providers leave in inputs. */
export function plain(inputs: Properties): Properties {
    const { __defaults: _, ...rest } = inputs;
    return rest;
}
