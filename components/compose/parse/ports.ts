import { Fields } from "../fields";
import type { PortModel } from "../model";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readInteger, readList, readOneOf, readString } from "../values";
import { parsePort } from "./port";

/** A published port and where it is written. */
export interface PlacedPort extends PortModel {
    readonly place: Place;
}

/** `ports`, in the short form (`8000`, `80:8000/udp`, ranges) and the long one. */
export function readPorts(place: Place, report: Report): readonly PlacedPort[] {
    return readList(place, report).flatMap((item) => {
        const ports = item.tree.kind === "map" ? readLong(item, report) : readShort(item, report);
        return ports.map((port) => ({ ...port, place: item }));
    });
}

function readShort(item: Place, report: Report): readonly PortModel[] {
    const written = readString(item, report);
    const ports = written === undefined ? [] : parsePort(written);
    if ("found" in ports) {
        report.problem(item, ports.found, ports.mend);
        return [];
    }
    return ports;
}

function readLong(item: Place, report: Report): readonly PortModel[] {
    const fields = new Fields(item, report);
    const target = fields.need("target", (at) => readInteger(at, report, 1, 65535));
    const address = fields.read("host_ip", readString);
    const published = fields.read("published", readString);
    const protocol = fields.read("protocol", (at) => readOneOf(at, report, ["tcp", "udp"])) ?? "tcp";
    fields.read("mode", (at) => readOneOf(at, report, ["host", "ingress"]));
    if (target === undefined) {
        return [];
    }
    const parts = [address && `${address.includes(":") ? `[${address}]` : address}:`, published && `${published}:`];
    const ports = parsePort(`${address && !published ? `${parts[0]}:` : parts.join("")}${target}/${protocol}`);
    if ("found" in ports) {
        report.problem(item, ports.found, ports.mend);
        return [];
    }
    return ports;
}
