import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { madeKeys } from "./made-keys";
import { pemBlocks } from "./pem";

/** What {@link OriginPulls} need to know. */
export interface OriginPullsArgs {
    /** Cloudflare's identifier of the zone. */
    readonly zoneId: pulumi.Input<string>;
}

/**
 * Authenticated origin pulls of a whole zone, with an authority of the stack's own: Cloudflare shows a certificate that it
 * alone has, so that nobody reaches the edge around it, not even from another account at Cloudflare. It holds for 15 years,
 * so that nothing renews it by itself.
 *
 * A zone has one such certificate: two stacks that ask for it must not share a zone.
 */
export class OriginPulls extends pulumi.ComponentResource {
    /** PEM of the authority whose certificates the edge asks for; known once Cloudflare shows its own. */
    public readonly authority: pulumi.Output<string>;

    constructor(name: string, args: OriginPullsArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:tls:OriginPulls", name, {}, opts);
        const { zoneId } = args;
        const made = madeKeys(`${name}-client`, "components/tls/make-client.sh", { parent: this });
        const certificates = made.apply((text) => pemBlocks(text, "CERTIFICATE"));
        const shown = new cloudflare.AuthenticatedOriginPullsCertificate(
            `${name}-certificate`,
            {
                zoneId,
                certificate: pulumi.unsecret(certificates.apply(([client = ""]) => client)),
                privateKey: made.apply((text) => pemBlocks(text, "PRIVATE KEY")[0] ?? ""),
            },
            { parent: this },
        );
        const enabled = new cloudflare.AuthenticatedOriginPullsSettings(
            `${name}-settings`,
            { zoneId, enabled: true },
            { parent: this, dependsOn: shown },
        );
        // An edge that asked earlier would refuse Cloudflare.
        const authority = pulumi.unsecret(certificates.apply(([, signer = ""]) => signer));
        this.authority = pulumi.all([authority, enabled.id]).apply(([pem]) => pem);
        this.registerOutputs({});
    }
}
