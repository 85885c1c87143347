import type { Report } from "../report";
import type { Place } from "../tree";
import { readList, readString } from "../values";
import { parsePort } from "./port";

/** `expose` has nothing to do, as services on a common network reach every port; but it must name ports. */
export function checkExpose(place: Place, report: Report): void {
    for (const item of readList(place, report)) {
        const written = readString(item, report);
        const colon = written?.includes(":");
        if (written !== undefined && (colon || "found" in parsePort(written))) {
            report.problem(
                item,
                `${JSON.stringify(written)} is not a port of the container`,
                'write one such as "8000"',
            );
        }
    }
}
