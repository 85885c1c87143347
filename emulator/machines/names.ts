/** The label whose value is the name of the cloud that a container, network or volume belongs to. */
export const cloudLabel = "org.slipway.emulator.cloud";

/** The label that says what part of the cloud it is: the value of a {@link Role}. */
export const roleLabel = "org.slipway.emulator.role";

/** The label with a droplet's or load balancer's id. */
export const idLabel = "org.slipway.emulator.id";

/** What part of a cloud a container, network or volume is. */
export type Role = "droplet" | "storage" | "balancer" | "public" | "vpc";

/** What things of one cloud are called on the engine. */
export class Names {
    /** @param cloud the cloud's own name */
    constructor(public readonly cloud: string) {}

    /** The container that keeps the volumes. */
    public get storage(): string {
        return `${this.cloud}-storage`;
    }

    /** The engine's volume that holds the volumes' files. */
    public get disks(): string {
        return `${this.cloud}-disks`;
    }

    /** The network that stands for the internet. */
    public get internet(): string {
        return `${this.cloud}-public`;
    }

    /** The container of a droplet. */
    public droplet(id: number): string {
        return `${this.cloud}-droplet-${id}`;
    }

    /** The engine's volume under a droplet's /var/lib/docker. */
    public dockerFolder(id: number): string {
        return `${this.cloud}-docker-${id}`;
    }

    /** The network of the VPC that has this range: no two of one account overlap. */
    public vpc(range: string): string {
        return `${this.cloud}-vpc-${range.replace("/", "-")}`;
    }

    /** The container of a load balancer. */
    public balancer(id: string): string {
        return `${this.cloud}-balancer-${id}`;
    }

    /** The options with which the engine marks what it makes. */
    public labels(role: Role, id?: string | number): readonly string[] {
        const ofId = id === undefined ? [] : ["--label", `${idLabel}=${id}`];
        return ["--label", `${cloudLabel}=${this.cloud}`, "--label", `${roleLabel}=${role}`, ...ofId];
    }

    /** The filter for everything of the cloud, or for one part. */
    public filter(role?: Role): readonly string[] {
        const ofRole = role === undefined ? [] : ["--filter", `label=${roleLabel}=${role}`];
        return ["--filter", `label=${cloudLabel}=${this.cloud}`, ...ofRole];
    }
}
