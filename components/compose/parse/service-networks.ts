import { Fields } from "../fields";
import type { Report } from "../report";
import type { Place } from "../tree";
import { isNull, readList, readMap, readString, readStrings } from "../values";

/** A network that a service joins, and where that is written. */
export interface NetworkUse {
    readonly aliases: readonly string[];
    readonly place: Place;
}

/** `networks` of a service, as a list of names or a map. */
export function readServiceNetworks(place: Place, report: Report): ReadonlyMap<string, NetworkUse> {
    if (place.tree.kind === "list") {
        const items = readList(place, report).flatMap((item) => {
            const name = readString(item, report);
            return name === undefined ? [] : [[name, { aliases: [], place: item }] as const];
        });
        return new Map<string, NetworkUse>(items);
    }
    return new Map(
        [...readMap(place, report, "write a list or a map")].map(([name, item]) => {
            const aliases = isNull(item) ? [] : (new Fields(item, report).read("aliases", readStrings) ?? []);
            return [name, { aliases, place: item }];
        }),
    );
}
