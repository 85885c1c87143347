import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";

/** What a {@link DataVolume} needs to know. */
export interface DataVolumeArgs {
    /** Its name, by which it is found again. */
    readonly volumeName: string;
    readonly region: string;
    /** GiB. It can grow, and not shrink. */
    readonly size: number;
    /**
     * The one of this name that is there already, with its size in GiB: it is taken as it is. The next update makes it as
     * large as it is to be.
     */
    readonly found?: { readonly id: string; readonly size: number };
}

/** The disk with the data of a stack. It outlives its servers, and the stack. */
export class DataVolume extends pulumi.ComponentResource {
    public readonly volumeId: pulumi.Output<string>;

    constructor(name: string, args: DataVolumeArgs, opts?: pulumi.ComponentResourceOptions) {
        super("slipway:network:DataVolume", name, {}, opts);
        const { volumeName, region, size, found } = args;
        const volume = new digitalocean.Volume(
            `${name}-volume`,
            // The server formats it: DigitalOcean would mount one that has a file system somewhere else.
            { name: volumeName, region, size: found?.size ?? size },
            {
                parent: this,
                // Nothing that somebody writes into a configuration may cost the data.
                retainOnDelete: true,
                ignoreChanges: ["initialFilesystemType", "description", "snapshotId"],
                ...(found === undefined ? {} : { import: found.id }),
            },
        );
        this.volumeId = volume.id;
        this.registerOutputs({});
    }
}
