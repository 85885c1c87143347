import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { projectEnvironment } from "./project.plan";

/** What a {@link Project} needs to know. */
export interface ProjectArgs {
    /** Its name with DigitalOcean, which no other project of the account has. */
    readonly title: string;
    /** Name of the Pulumi stack. */
    readonly stackName: string;
    /** Ids of the servers; a reserved IP is in the project of the one that it leads to. */
    readonly servers: readonly pulumi.Input<number>[];
    readonly volume: pulumi.Input<string>;
    /** Id of the load balancer, where there is one. */
    readonly balancer?: pulumi.Input<string>;
}

/**
 * All of a stack in one place of DigitalOcean's control panel and bills: servers, volume, addresses and load balancer.
 * Networks, firewalls, keys and tags are in no project. When it goes, what is left of them is in the default one.
 */
export class Project extends pulumi.ComponentResource {
    constructor(name: string, args: ProjectArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:Project", name, {}, opts);
        const { title, stackName, servers, volume, balancer } = args;
        const environment = projectEnvironment(stackName);
        const project = new digitalocean.Project(
            `${name}-group`,
            {
                name: title,
                description: `Stack ${stackName}`,
                purpose: "Web Application",
                ...(environment === undefined ? {} : { environment }),
            },
            { parent: this },
        );
        // Apart from the project, which would call everything else in it a difference: reserved IPs, and what somebody
        // has put there by hand.
        new digitalocean.ProjectResources(
            `${name}-members`,
            {
                project: project.id,
                resources: [
                    ...servers.map((id) => pulumi.interpolate`do:droplet:${id}`),
                    pulumi.interpolate`do:volume:${volume}`,
                    ...(balancer === undefined ? [] : [pulumi.interpolate`do:loadbalancer:${balancer}`]),
                ],
            },
            { parent: this },
        );
        this.registerOutputs({});
    }
}
