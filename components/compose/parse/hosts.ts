import { isIP } from "node:net";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readList, readMap, readString, readStringOrList } from "../values";

/** `extra_hosts`, as `NAME:ADDRESS` or `NAME=ADDRESS` or a map; each `NAME:ADDRESS`. */
export function readExtraHosts(place: Place, report: Report): readonly string[] {
    if (place.tree.kind === "list") {
        return readList(place, report).flatMap((item) => {
            const written = readString(item, report);
            const [, name, address] = /^([^:=]+)[:=](.+)$/.exec(written ?? "") ?? [];
            return written === undefined ? [] : host(name, address, item, report);
        });
    }
    return [...readMap(place, report, "write a list or a map")].flatMap(([name, item]) => {
        return readStringOrList(item, report).flatMap((address) => host(name, address, item, report));
    });
}

function host(name: string | undefined, address: string | undefined, item: Place, report: Report): readonly string[] {
    const bare = address?.replace(/^\[(.*)\]$/, "$1") ?? "";
    if (name === undefined || isIP(bare) === 0) {
        const mend = "write NAME:ADDRESS with an IP address; Swarm does not know host-gateway";
        report.problem(item, "is not a name with an address", mend);
        return [];
    }
    return [`${name}:${bare}`];
}
