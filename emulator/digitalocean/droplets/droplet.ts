/** A server, as the account keeps it. */
export interface Droplet {
    readonly id: number;
    readonly name: string;
    readonly region: string;
    readonly image: string;
    readonly size: string;
    /** GiB; grows with the size only when a resize says so. */
    readonly disk: number;
    /** Milliseconds since 1970. */
    readonly createdAt: number;
    /** What the API tells. */
    readonly status: "new" | "active" | "off";
    /** What the machine is told to be, and in which way it is switched off. */
    readonly power: "on" | "off";
    readonly stop: "power_off" | "shutdown";
    /** How often it was started anew while it was on, and in which way the last time. */
    readonly restarts: number;
    readonly restart: "power_cycle" | "reboot";
    /** Died on request: its machine stands still, which the API does not see. */
    readonly dead: boolean;
    /** Never boots, on request. */
    readonly fault: "stuck" | "dark" | null;
    readonly tags: readonly string[];
    /** As the API names them, as in `monitoring`. */
    readonly features: readonly string[];
    /** The id of its private network. */
    readonly vpc: string;
    readonly privateAddress: string;
    /** Null without public networking. */
    readonly publicAddress: string | null;
    readonly publicIpv6: string | null;
    readonly userData: string | null;
    /** Public keys for its root account, one line each. */
    readonly sshKeys: readonly string[];
}

/** What actions on a droplet name it. */
export function dropletSubject(id: number): string {
    return `droplet:${id}`;
}

/** The IPv6 address that a droplet has when it has one, from the range for documentation (RFC 3849). */
export function ipv6Of(id: number): string {
    return `2001:db8::${id.toString(16).replace(/.{4}$/, ":$&")}`;
}
