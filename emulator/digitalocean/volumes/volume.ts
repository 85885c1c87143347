/** Block storage that outlives droplets. */
export interface Volume {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly region: string;
    /** GiB. */
    readonly size: number;
    readonly filesystemType: string;
    readonly filesystemLabel: string;
    readonly tags: readonly string[];
    /** Milliseconds since 1970. */
    readonly createdAt: number;
    /** The snapshot that it began as. */
    readonly snapshotId: string | null;
    /** The droplet that it is to be attached to, which the machines are told at once. */
    readonly dropletId: number | null;
    /** The droplet that the API says it is attached to. */
    readonly attachedTo: number | null;
}

/** A volume's content at one time. */
export interface Snapshot {
    readonly id: string;
    readonly name: string;
    readonly volumeId: string;
    readonly region: string;
    /** GiB. */
    readonly size: number;
    readonly tags: readonly string[];
    /** Milliseconds since 1970. */
    readonly createdAt: number;
}

/** What actions on a volume name it. */
export function volumeSubject(id: string): string {
    return `volume:${id}`;
}
