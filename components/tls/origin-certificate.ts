import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { madeKeys } from "./made-keys";
import { originHostnames } from "./origin-hostnames.plan";
import { pemBlocks } from "./pem";

/** What an {@link OriginCertificate} needs to know. */
export interface OriginCertificateArgs {
    /** Name of the zone. */
    readonly zone: string;
    /**
     * Names in the zone that the edge answers to. One that is two levels below the zone or deeper and comes or goes
     * replaces the certificate and restarts the edge; the others change nothing.
     */
    readonly hosts: readonly string[];
}

/** The longest that Cloudflare offers, in days. */
const validity = 5475;

/**
 * A certificate of Cloudflare's Origin CA, which Cloudflare alone trusts. It holds for 15 years, so that nothing renews it
 * by itself: `pulumi up --replace` of its key does, and restarts the edge.
 */
export class OriginCertificate extends pulumi.ComponentResource {
    /** PEM. */
    public readonly certificate: pulumi.Output<string>;
    /** PEM, secret. */
    public readonly key: pulumi.Output<string>;
    /** When it ends, as Cloudflare writes times. */
    public readonly expiresOn: pulumi.Output<string>;

    constructor(name: string, args: OriginCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:tls:OriginCertificate", name, {}, opts);
        const made = madeKeys(`${name}-key`, "components/tls/make-key.sh", { parent: this });
        const csr = made.apply((text) => pemBlocks(text, "CERTIFICATE REQUEST")[0] ?? "");
        const issued = new cloudflare.OriginCaCertificate(
            `${name}-issued`,
            {
                csr: pulumi.unsecret(csr),
                hostnames: [...originHostnames(args.zone, args.hosts)],
                requestType: "origin-ecc",
                requestedValidity: validity,
            },
            { parent: this },
        );
        this.certificate = issued.certificate;
        this.key = made.apply((text) => pemBlocks(text, "PRIVATE KEY")[0] ?? "");
        this.expiresOn = issued.expiresOn;
        this.registerOutputs({});
    }
}
