import { stringify } from "yaml";
import type { Report } from "../report";
import type { Place } from "../tree";

/** A service's name becomes part of a Swarm service's name, a name on the network, and a key of a document. */
export function checkServiceName(name: string, place: Place, report: Report): void {
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?$/.test(name) || name.length > 40) {
        const mend = "use at most 40 letters, digits, - and _, with a letter or digit at both ends";
        report.problem(place, `name ${JSON.stringify(name)} cannot be that of a Swarm service`, mend);
    } else if (name.startsWith("slipway-")) {
        report.problem(place, `name ${name} starts as those of Slipway's own services do`, "choose another name");
    } else if (stringify(name, { schema: "yaml-1.1" }).trimEnd() !== name) {
        report.problem(place, `name ${name} is read as something else by other tools`, "choose another name");
    }
}
