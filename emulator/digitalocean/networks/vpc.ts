/** A private network of one region. */
export interface Vpc {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly region: string;
    /** In CIDR notation. */
    readonly ipRange: string;
    /** What has no network named gets into it. */
    readonly isDefault: boolean;
    /** Milliseconds since 1970. */
    readonly createdAt: number;
}
