import type { Machine } from "../digitalocean/machines/machines";

/** The files of cloud-init's NoCloud source. */
export function renderSeed({ id, name, userData, sshKeys }: Machine): Readonly<Record<string, string>> {
    // JSON is YAML too.
    const metaData = { "instance-id": String(id), "local-hostname": name, "public-keys": sshKeys };
    return {
        "user-data": userData ?? "#cloud-config\n{}\n",
        "meta-data": `${JSON.stringify(metaData, undefined, 2)}\n`,
    };
}

/** What the machine finds in its /etc at its first boot. */
export function renderEtc(name: string, nameservers: readonly string[]): Readonly<Record<string, string>> {
    return {
        hostname: `${name}\n`,
        hosts: `127.0.0.1 localhost\n127.0.1.1 ${name}\n::1 localhost ip6-localhost ip6-loopback\n`,
        // An empty one is filled in with the engine's.
        "resolv.conf": nameservers.map((address) => `nameserver ${address}\n`).join(""),
    };
}
