import { Fields } from "../fields";
import type { ServiceModel } from "../model";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readInteger, readMap } from "../values";

/** `ulimits`: a number for both limits, or `soft` and `hard`; -1 for no limit. */
export function readUlimits(place: Place, report: Report): ServiceModel["ulimits"] {
    const limits: Record<string, { soft: number; hard: number }> = {};
    for (const [name, item] of readMap(place, report)) {
        const limit = item.tree.kind === "map" ? readBoth(item, report) : both(readLimit(item, report));
        if (!/^[a-z]+$/.test(name)) {
            report.problem(item, `${name} is not the name of a limit`, "write one such as nofile");
        }
        if (limit) {
            limits[name] = limit;
        }
    }
    return limits;
}

function readBoth(place: Place, report: Report): { soft: number; hard: number } | undefined {
    const fields = new Fields(place, report);
    const soft = fields.need("soft", readLimit);
    const hard = fields.need("hard", readLimit);
    return soft === undefined || hard === undefined ? undefined : { soft, hard };
}

function both(limit: number | undefined): { soft: number; hard: number } | undefined {
    return limit === undefined ? undefined : { soft: limit, hard: limit };
}

function readLimit(place: Place, report: Report): number | undefined {
    return readInteger(place, report, -1, Number.MAX_SAFE_INTEGER);
}
