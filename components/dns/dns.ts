import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { deeperHosts } from "./deeper-hosts";
import type { Zone } from "./read-zone";
import { type Wanted, type WantedRecord, wantedRecords } from "./wanted-records.plan";
import { zoneSettings } from "./zone-settings";

/** What {@link Dns} needs to know. */
export interface DnsArgs extends Omit<Wanted, "address"> {
    /** From `readZone`, which was told the same. */
    readonly zone: Zone;
    /** IPv4 address that the hosts lead to. A change is followed within `ttl`; at once when proxied. */
    readonly address: pulumi.Input<string>;
    /**
     * Requests go through Cloudflare, which then sees them and hides the address. A change moves every client within five
     * minutes, and the zone's settings stay.
     */
    readonly proxied: boolean;
    /** Seconds for which resolvers keep the address, 60 to 86400; Cloudflare decides when proxied. */
    readonly ttl: number;
    /**
     * The zone is signed. It is trusted once `ds` stands at the domain's registrar; before the stack goes, `ds` has to be
     * taken away there, or the domain is not found any more.
     */
    readonly dnssec: boolean;
}

/** Seconds: Cloudflare's word for its own choice. */
const automatic = 1;

/** The names of a stack in a zone at Cloudflare, and how Cloudflare treats what it proxies for them. */
export class Dns extends pulumi.ComponentResource {
    /** What has to stand at the domain's registrar for DNSSEC. */
    public readonly ds?: pulumi.Output<string>;

    constructor(name: string, args: DnsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:dns:Dns", name, {}, opts);
        const { zone, hosts, authorities, proxied } = args;
        if (proxied) {
            for (const setting of zoneSettings) this.#setting(name, zone.id, setting);
            for (const host of deeperHosts(zone.name, hosts)) {
                void pulumi.log.warn(
                    `slipway:domain: ${host} lies two levels below ${zone.name}, where Cloudflare's free certificates do not reach: order an advanced certificate for it (SSL/TLS > Edge Certificates), or browsers refuse it`,
                    this,
                );
            }
        }
        for (const record of wantedRecords({ hosts, authorities })) this.#record(name, args, record);
        if (args.dnssec) {
            const signed = new cloudflare.ZoneDnssec(
                `${name}-dnssec`,
                { zoneId: zone.id, status: "active" },
                // A domain whose registrar still says that it is signed would be found no more.
                { parent: this, retainOnDelete: true },
            );
            this.ds = signed.ds;
        }
        this.registerOutputs({});
    }

    #setting(name: string, zoneId: string, { id, value }: (typeof zoneSettings)[number]): void {
        const args = { zoneId, settingId: id, value };
        new cloudflare.ZoneSetting(`${name}-${id.replaceAll("_", "-")}`, args, { parent: this });
    }

    #record(name: string, { zone, address, proxied, ttl }: DnsArgs, { role, caa, ...record }: WantedRecord): void {
        const { [role]: found } = zone.imports;
        new cloudflare.DnsRecord(
            `${name}-${role}`,
            {
                ...{ zoneId: zone.id, name: record.name, type: record.type },
                ...(caa === undefined
                    ? { content: address, proxied, ttl: proxied ? automatic : ttl }
                    : { data: { flags: 0, ...caa }, proxied: false, ttl }),
            },
            {
                parent: this,
                // A record of another type has to go first: Cloudflare lets no two stand side by side.
                deleteBeforeReplace: true,
                // `pulumi import` knows no components: what it has taken over hangs on the stack itself.
                aliases: [{ parent: pulumi.rootStackResource }],
                ...(found === undefined ? {} : { import: found }),
            },
        );
    }
}
