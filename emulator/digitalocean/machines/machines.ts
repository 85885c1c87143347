import type { ForwardingRule, HealthCheck, LoadBalancerSettings } from "../load-balancers/load-balancer";

/**
 * What stands behind the API: the machines, their network, their disks. Each call brings about what it says whatever was
 * there before, so that it may be repeated, and comes back when that is so; one that fails makes the API's action end
 * `errored`. Calls about the same thing never overlap: the next begins when the one before has come back.
 */
export interface Machines {
    /** Comes back when the machine runs; not when its cloud-init is done. A machine that is there already is taken. */
    boot(machine: Machine): Promise<void>;
    /** `off` cuts the power, `shutdown` asks the system; `cycle` and `reboot` likewise, and on again. */
    power(droplet: number, to: "on" | "off" | "shutdown" | "cycle" | "reboot"): Promise<void>;
    /** Of a machine that is off. */
    resize(droplet: number, size: MachineSize): Promise<void>;
    destroy(droplet: number): Promise<void>;
    /** Empty, formatted as asked for, or as the snapshot was. One that is there already keeps its content. */
    createVolume(disk: Disk): Promise<void>;
    /** Shows up in the machine as `/dev/disk/by-id/scsi-0DO_Volume_<name>`. */
    attachVolume(disk: Disk, droplet: number): Promise<void>;
    detachVolume(disk: Disk, droplet: number): Promise<void>;
    resizeVolume(disk: Disk): Promise<void>;
    destroyVolume(disk: Disk): Promise<void>;
    /** One that is there already stays as it is. */
    snapshotVolume(volume: string, snapshot: string): Promise<void>;
    destroySnapshot(snapshot: string): Promise<void>;
    /** Leads what comes for the address to the machine, or nowhere. */
    assignReservedIp(address: string, droplet: number | null): Promise<void>;
    /** Lets only this through from now on; null: everything. */
    applyFirewall(droplet: number, filter: Filter | null): Promise<void>;
    /** Listens, balances and checks like this from now on. */
    applyLoadBalancer(balancer: Balancer): Promise<void>;
    removeLoadBalancer(id: string): Promise<void>;
}

/** What a machine can do; MiB and GiB. */
export interface MachineSize {
    readonly slug: string;
    readonly vcpus: number;
    readonly memory: number;
    readonly disk: number;
}

/** An IPv4 interface. */
export interface Interface {
    readonly address: string;
    /** The network around it, in CIDR notation; its first address is the gateway's. */
    readonly network: string;
}

/** A machine to be booted. */
export interface Machine {
    readonly id: number;
    /** Its first host name. */
    readonly name: string;
    readonly region: string;
    /** The slug of a distribution image. */
    readonly image: string;
    readonly size: MachineSize;
    /** For cloud-init, word by word. */
    readonly userData: string | null;
    /** For its root account, one line each. */
    readonly sshKeys: readonly string[];
    readonly public: Interface | null;
    readonly publicIpv6: string | null;
    readonly private: Interface;
    /** The id of its private network. */
    readonly vpc: string;
    readonly monitoring: boolean;
}

/** A volume; GiB. */
export interface Disk {
    readonly id: string;
    readonly name: string;
    readonly size: number;
    /** Empty: not formatted. */
    readonly filesystemType: string;
    readonly filesystemLabel: string;
    readonly snapshot: string | null;
}

/** What is let through; the rest is dropped, but for answers. */
export interface Filter {
    readonly inbound: readonly Pass[];
    readonly outbound: readonly Pass[];
}

/** One thing that is let through. */
export interface Pass {
    readonly protocol: "tcp" | "udp" | "icmp";
    /** Null: all. */
    readonly ports: { readonly from: number; readonly to: number } | null;
    /** Networks in CIDR notation, IPv4 and IPv6. */
    readonly peers: readonly string[];
}

/** A load balancer. */
export interface Balancer {
    readonly id: string;
    readonly name: string;
    /** Where it listens; null: only on the private address. */
    readonly address: string | null;
    /** From where it reaches its targets. */
    readonly private: Interface;
    readonly forwarding: readonly ForwardingRule[];
    readonly healthCheck: HealthCheck;
    /** Tells its targets the client's address by a PROXY header, version 1. */
    readonly proxyProtocol: boolean;
    readonly redirectHttpToHttps: boolean;
    readonly stickySessions: LoadBalancerSettings["sticky_sessions"];
    readonly idleSeconds: number;
    /** As in `ip:1.2.3.4` and `cidr:1.2.0.0/16`. */
    readonly access: LoadBalancerSettings["firewall"];
    readonly targets: readonly { readonly droplet: number; readonly address: string }[];
}
