import type { Report } from "../report";
import { plainText } from "../text";
import type { Place } from "../tree";
import { isNull, readList, readMap, readString, readText } from "../values";

/** `KEY: value` of a map or `KEY=value` of a list, in order; the value undefined where only the key stands. */
export function readKeyValues(place: Place, report: Report): ReadonlyMap<string, string | undefined> {
    const pairs = new Map<string, string | undefined>();
    if (place.tree.kind === "list") {
        for (const item of readList(place, report)) {
            const [key, ...value] = readString(item, report)?.split("=") ?? [];
            if (key !== undefined) {
                pairs.set(key, value.length === 0 ? undefined : value.join("="));
            }
        }
        return pairs;
    }
    for (const [key, value] of readMap(place, report, "write a list or a map")) {
        pairs.set(key, isNull(value) ? undefined : (plainText(readText(value, report) ?? []) ?? ""));
    }
    return pairs;
}

/** The same where a key without a value has the empty one, as with labels. */
export function readRecord(place: Place, report: Report): Readonly<Record<string, string>> {
    return Object.fromEntries([...readKeyValues(place, report)].map(([key, value]) => [key, value ?? ""]));
}
