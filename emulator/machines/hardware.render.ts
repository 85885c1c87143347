import type { Machine } from "../digitalocean/machines/machines";
import { addressAt, networkOf } from "../digitalocean/networks/addresses";

/** The file `interfaces` of images/droplet/hardware.sh. */
export function renderInterfaces(machine: Pick<Machine, "public" | "private">): string {
    const outside = machine.public;
    const lines = [
        outside === null ? [] : [`eth0 ${outside.address} ${addressAt(networkOf(outside.network), 1)}`],
        [`eth1 ${machine.private.address} -`],
    ];
    return lines.flat().map(line).join("");
}

/** The file `addresses` with this address in it, or without. */
export function withAddress(file: string, address: string, wanted: boolean): string {
    const others = linesOf(file).filter((one) => one !== address);
    return [...others, ...(wanted ? [address] : [])].map(line).join("");
}

/** The file `disks` with the volume of that name as this loop device, or without it. */
export function withDisk(file: string, name: string, minor: string | null): string {
    const others = linesOf(file).filter((one) => !one.startsWith(`${name} `));
    return [...others, ...(minor === null ? [] : [`${name} ${minor}`])].map(line).join("");
}

function linesOf(file: string): readonly string[] {
    return file.split("\n").filter((one) => one !== "");
}

function line(text: string): string {
    return `${text}\n`;
}
