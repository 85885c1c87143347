import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { madeKeys } from "./made-keys";
import { pemBlocks } from "./pem";

/** What {@link OriginPulls} need to know. */
export interface OriginPullsArgs {
    /** Cloudflare's identifier of the zone. */
    readonly zoneId: pulumi.Input<string>;
    /** Names in the zone that the edge answers to. One that comes or goes changes nothing for the others. */
    readonly hosts: readonly string[];
}

/** A certificate with its key. */
interface Client {
    readonly certificate: pulumi.Output<string>;
    readonly privateKey: pulumi.Output<string>;
}

/**
 * Authenticated origin pulls of a stack's hosts, with an authority of the stack's own: Cloudflare shows a certificate that
 * it alone has, so that nobody reaches the edge around it, not even from another account at Cloudflare. It holds for 15
 * years, so that nothing renews it by itself.
 *
 * Stacks can share a zone: each host has its own stack's certificate, and a zone takes those of ten stacks. Cloudflare
 * knows certificates for hosts, but not for wildcards: with one among the hosts the certificate is the whole zone's, of
 * which there is one.
 */
export class OriginPulls extends pulumi.ComponentResource {
    /** PEM of the authority whose certificates the edge asks for; known once Cloudflare shows its own. */
    public readonly authority: pulumi.Output<string>;

    constructor(name: string, { zoneId, hosts }: OriginPullsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:tls:OriginPulls", name, {}, opts);
        const made = madeKeys(`${name}-client`, "components/tls/make-client.sh", { parent: this });
        const certificates = made.apply((text) => pemBlocks(text, "CERTIFICATE"));
        const client = {
            certificate: pulumi.unsecret(certificates.apply(([certificate = ""]) => certificate)),
            privateKey: made.apply((text) => pemBlocks(text, "PRIVATE KEY")[0] ?? ""),
        };
        const shown = hosts.some(isWildcard)
            ? this.#showInZone(name, zoneId, client)
            : this.#showForHosts(name, zoneId, hosts, client);
        // An edge that asked earlier would refuse Cloudflare.
        const authority = pulumi.unsecret(certificates.apply(([, signer = ""]) => signer));
        this.authority = pulumi.all([authority, ...shown.map(({ id }) => id)]).apply(([pem]) => pem ?? "");
        this.registerOutputs({});
    }

    #showInZone(name: string, zoneId: pulumi.Input<string>, client: Client): readonly pulumi.CustomResource[] {
        const certificate = new cloudflare.AuthenticatedOriginPullsCertificate(
            `${name}-certificate`,
            { zoneId, ...client },
            { parent: this },
        );
        const enabled = new cloudflare.AuthenticatedOriginPullsSettings(
            `${name}-settings`,
            { zoneId, enabled: true },
            { parent: this, dependsOn: certificate },
        );
        return [enabled];
    }

    #showForHosts(
        name: string,
        zoneId: pulumi.Input<string>,
        hosts: readonly string[],
        client: Client,
    ): readonly pulumi.CustomResource[] {
        const { id: certId } = new cloudflare.AuthenticatedOriginPullsHostnameCertificate(
            `${name}-certificate`,
            { zoneId, ...client },
            { parent: this },
        );
        return hosts.map(
            (hostname) =>
                new cloudflare.AuthenticatedOriginPulls(
                    `${name}-${hostname}`,
                    { zoneId, configs: [{ certId, enabled: true, hostname }] },
                    { parent: this },
                ),
        );
    }
}

function isWildcard(host: string): boolean {
    return host.startsWith("*.");
}
