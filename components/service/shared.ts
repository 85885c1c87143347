import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import type { ComposeModel } from "../compose/model";
import { placeholder } from "../compose/placeholder";
import type { Host } from "../host/host";
import { autonamed, stackLabel, volumeName } from "./names";

/** What {@link Shared} needs to know. */
export interface SharedArgs {
    readonly host: Host;
    /** Prefix of every name on the engine. */
    readonly stack: string;
    readonly compose: ComposeModel;
}

/** The networks and volumes that the services of a stack share. */
export class Shared extends pulumi.ComponentResource {
    /** Engine names of the networks, by the placeholder that stands for them in documents. */
    public readonly networks: Readonly<Record<string, pulumi.Output<string>>>;
    /** Engine names of the volumes, by name in the compose file. */
    public readonly volumes: Readonly<Record<string, string>>;

    constructor(name: string, args: SharedArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:service:Shared", name, {}, opts);
        const { host, stack, compose } = args;
        const options = { parent: this, provider: host.docker };
        const ours = { label: stackLabel, value: stack };
        const labels = (own: Readonly<Record<string, string>>) => [
            ours,
            ...Object.entries(own).map(([label, value]) => ({ label, value })),
        ];

        this.networks = Object.fromEntries(
            Object.entries(compose.networks).map(([network, model]) => [
                placeholder("network", network),
                new docker.Network(
                    autonamed(`${stack}-${network}`),
                    { driver: "overlay", internal: model.internal, labels: labels(model.labels) },
                    options,
                ).name,
            ]),
        );

        this.volumes = Object.fromEntries(
            Object.entries(compose.volumes).map(([volume, model]) => {
                const engineName = model.name ?? volumeName(stack, volume);
                if (!model.external) {
                    new docker.Volume(
                        `${name}-${volume}`,
                        {
                            name: engineName,
                            labels: labels(model.labels),
                            ...(model.driver === undefined ? {} : { driver: model.driver }),
                            ...(Object.keys(model.driverOpts).length === 0 ? {} : { driverOpts: model.driverOpts }),
                        },
                        // Data outlives the stack and every mistake in its configuration. A label is no reason to
                        // make a volume anew, which would fail or lose what is in it.
                        { ...options, retainOnDelete: true, ignoreChanges: ["labels"] },
                    );
                }
                return [volume, engineName];
            }),
        );
        this.registerOutputs({});
    }
}
