/** Something that takes time: API reference, section "Actions". */
export interface Action {
    readonly id: number;
    readonly type: string;
    readonly status: "in-progress" | "completed" | "errored";
    readonly resourceType: "droplet" | "volume" | "reserved_ip";
    /** Volumes have no number: the API says null. */
    readonly resourceId: number | null;
    readonly region: string;
    /**
     * What it works on, as in `droplet:500000001`, `volume:506f78a4-…` or `reserved_ip:198.18.0.5`, the resource itself
     * first. Nothing else may be begun on them meanwhile.
     */
    readonly subjects: readonly string[];
    /** Milliseconds since 1970. */
    readonly startedAt: number;
    readonly completedAt: number | null;
    /** Not completed before; null: never. */
    readonly due: number | null;
}
