import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Host } from "../../host/host";
import { type AcmeSettings, acmeService, renderAcmeSettings } from "./acme.plan";

/** What {@link Certificates} need to know. */
export interface CertificatesArgs extends AcmeSettings {
    /** The one that runs the `Acme` service. */
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
}

/**
 * The certificates of the hosts: there once every one of them has been obtained and the edges have it. It has to come
 * after the names, which the authority follows; what it refuses fails the update with its own words, and the next update
 * asks again. What is renewed later is no matter of an update.
 */
export class Certificates extends pulumi.ComponentResource {
    constructor(name: string, args: CertificatesArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:tls:Certificates", name, {}, opts);
        const { host, stack } = args;
        new command.local.Command(
            `${name}-obtained`,
            {
                create: "bash components/tls/acme/obtain.sh",
                environment: { ...host.environment, SLIPWAY_SERVICE: `${stack}_${acmeService}` },
                triggers: [renderAcmeSettings(args), host.engine],
                logging: command.local.Logging.Stderr,
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
