/** A public address that outlives droplets. */
export interface ReservedIp {
    /** The address, which is its id. */
    readonly ip: string;
    /** What the API calls it in its actions. */
    readonly number: number;
    readonly region: string;
    /** The droplet that it is to lead to, which the machines are told at once. */
    readonly dropletId: number | null;
    /** The droplet that the API says it leads to. */
    readonly assignedTo: number | null;
}

/** What projects name it: as when it was called floating. */
export function reservedIpUrn(ip: string): string {
    return `do:floatingip:${ip}`;
}

/** What actions on a reserved IP name it. */
export function reservedIpSubject(ip: string): string {
    return `reserved_ip:${ip}`;
}
