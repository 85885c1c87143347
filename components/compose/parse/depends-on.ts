import { Fields } from "../fields";
import type { DependencyCondition } from "../model";
import type { Report } from "../report";
import type { Place } from "../tree";
import { isNull, readBoolean, readList, readMap, readOneOf, readString } from "../values";

/** One service that another waits for. */
export interface Dependency {
    readonly condition: DependencyCondition;
    /** Whether the file is wrong without that service. */
    readonly required: boolean;
    readonly place: Place;
}

const conditions = ["service_started", "service_healthy", "service_completed_successfully"] as const;

/** `depends_on`, as a list of names or in the long form. */
export function readDependsOn(place: Place, report: Report): ReadonlyMap<string, Dependency> {
    if (place.tree.kind === "list") {
        const items = readList(place, report).flatMap((item) => {
            const name = readString(item, report);
            return name === undefined
                ? []
                : [[name, { condition: "service_started", required: true, place: item }] as const];
        });
        return new Map<string, Dependency>(items);
    }
    return new Map(
        [...readMap(place, report, "write a list or a map")].map(([name, item]) => [name, readLong(item, report)]),
    );
}

function readLong(place: Place, report: Report): Dependency {
    const fields = isNull(place) ? undefined : new Fields(place, report);
    return {
        condition: fields?.read("condition", (at) => readOneOf(at, report, conditions)) ?? "service_started",
        required: fields?.read("required", readBoolean) ?? true,
        place,
    };
}
