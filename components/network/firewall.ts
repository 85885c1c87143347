import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { type InboundRule, outboundRules } from "./firewall.plan";

/** What a {@link Firewall} needs to know. */
export interface FirewallArgs {
    /** Its name with DigitalOcean. */
    readonly title: string;
    /** Tag of the servers. */
    readonly tag: pulumi.Input<string>;
    readonly inbound: pulumi.Input<InboundRule[]>;
}

/** Who may open connections to the servers with a tag, beside what others of their firewalls let in. */
export class Firewall extends pulumi.ComponentResource {
    constructor(name: string, { title, tag, inbound }: FirewallArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:Firewall", name, {}, opts);
        const outbound = outboundRules.map((rule) => ({ ...rule }));
        new digitalocean.Firewall(
            `${name}-rules`,
            { name: title, tags: [tag], inboundRules: inbound, outboundRules: outbound },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
