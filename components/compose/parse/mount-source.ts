import { resolve } from "node:path";
import type { MountModel } from "../model";
import type { Place } from "../tree";
import type { ParseContext } from "./context";

/** The source of a mount: a path on the host made absolute, or the name of a volume, checked. */
export function resolveSource(
    type: MountModel["type"],
    source: string | undefined,
    place: Place,
    { directory, report }: ParseContext,
): string | undefined {
    if (source === undefined) {
        return undefined;
    }
    if (type === "bind") {
        if (/^~|\\|^[A-Za-z]:/.test(source)) {
            const mend = "write a path of Linux that begins with / or ./";
            report.problem(place, `source ${source} does not mean the same path on every server`, mend);
        }
        return resolve(directory, source);
    }
    if (!/^[A-Za-z0-9][\w.-]*$/.test(source)) {
        report.problem(place, `source ${source} is not the name of a volume`, `begin a path on the host with ./ or /`);
    }
    return source;
}
