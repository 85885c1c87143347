import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";
import type { Droplet } from "../host/droplet";
import { rolesOf } from "./members.plan";

/** What {@link Members} need to know. */
export interface MembersArgs {
    /** In the order of their indexes: the first one makes the swarm, and has the data. */
    readonly servers: readonly Droplet[];
}

/** Docker Swarm over servers that join one after another; one that goes is emptied first, the highest index before others. */
export class Members extends pulumi.ComponentResource {
    /** One for each server. */
    public readonly joined: readonly pulumi.Resource[];

    constructor(name: string, { servers }: MembersArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:cluster:Members", name, {}, opts);
        const [first] = servers;
        const roles = rolesOf(servers.length);
        const joined: command.local.Command[] = [];
        for (const [index, server] of servers.entries()) {
            joined.push(
                new command.local.Command(
                    `${name}-server-${index}`,
                    {
                        create: "bash components/cluster/join.sh",
                        update: "bash components/cluster/join.sh",
                        delete: "bash components/cluster/leave-server.sh",
                        environment: {
                            ...server.environment,
                            SLIPWAY_TITLE: server.title,
                            SLIPWAY_PRIVATE: server.privateAddress,
                            SLIPWAY_MANAGER: first?.address ?? "",
                            SLIPWAY_MANAGER_KEY: first?.hostKey ?? "",
                            SLIPWAY_ROLE: roles[index] ?? "worker",
                            SLIPWAY_DATA: index === 0 ? "yes" : "no",
                            // Another first server makes another swarm: whoever stays joins that one, and leaves none.
                            SLIPWAY_SWARM: first?.engine ?? "",
                        },
                        triggers: [server.engine],
                        logging: command.local.Logging.Stderr,
                    },
                    // One after another, and back in the other order: managers count each other.
                    { parent: this, dependsOn: joined.slice(-1) },
                ),
            );
        }
        this.joined = joined;
        this.registerOutputs({});
    }
}
