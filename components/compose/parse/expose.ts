import type { PortModel } from "../model";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readList, readString } from "../values";
import { parsePort } from "./port";

/** `expose` has nothing to do, as services on a common network reach every port; but it must name ports. */
export function readExpose(place: Place, report: Report): readonly PortModel[] {
    return readList(place, report).flatMap((item) => {
        const written = readString(item, report);
        if (written === undefined) {
            return [];
        }
        const ports = parsePort(written);
        if (written.includes(":") || "found" in ports) {
            const found = `${JSON.stringify(written)} is not a port of the container`;
            report.problem(item, found, 'write one such as "8000"');
            return [];
        }
        return ports;
    });
}
