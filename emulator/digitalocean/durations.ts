/** How long the API says that something is still under way, at the least, in milliseconds. */
export interface Durations {
    /** A droplet's creation; it is active when its machine has booted as well. */
    readonly droplet: number;
    /** Power, reboot, resize, rename. */
    readonly power: number;
    readonly volume: number;
    readonly reservedIp: number;
    readonly firewall: number;
    readonly loadBalancer: number;
}

/** Long enough for a client that does not wait to be found out, short enough for a rehearsal. */
export const rehearsalDurations: Durations = {
    droplet: 2000,
    power: 1000,
    volume: 1000,
    reservedIp: 1000,
    firewall: 500,
    loadBalancer: 3000,
};
