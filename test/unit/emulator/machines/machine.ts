import type { Machine } from "../../../../emulator/digitalocean/machines/machines";

/** A machine for tests. */
export const machine: Machine = {
    id: 7,
    name: "web-1",
    region: "fra1",
    image: "debian-12-x64",
    size: { slug: "s-1vcpu-1gb", vcpus: 1, memory: 1024, disk: 25 },
    userData: "#cloud-config\nhostname: other\n",
    sshKeys: ["ssh-ed25519 AAAA a", "ssh-ed25519 BBBB b"],
    public: { address: "198.18.0.7", network: "198.18.0.0/20" },
    publicIpv6: null,
    private: { address: "10.100.0.2", network: "10.100.0.0/20" },
    vpc: "5a4981aa-9653-4bd1-bef5-d6bff52042e4",
    monitoring: false,
};
