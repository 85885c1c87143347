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
        return new Map(
            readList(place, report).map((item) => {
                return [readString(item, report) ?? "", { condition: "service_started", required: true, place: item }];
            }),
        );
    }
    return new Map([...readMap(place, report)].map(([name, item]) => [name, readLong(item, report)]));
}

function readLong(place: Place, report: Report): Dependency {
    const fields = isNull(place) ? undefined : new Fields(place, report);
    return {
        condition: fields?.read("condition", (at) => readOneOf(at, report, conditions)) ?? "service_started",
        required: fields?.read("required", readBoolean) ?? true,
        place,
    };
}
