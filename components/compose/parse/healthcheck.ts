import { Fields } from "../fields";
import type { HealthcheckModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readBoolean, readDuration, readInteger, readString, readStrings } from "../values";

/** `healthcheck`; one that is disabled has the test `NONE`. */
export function readHealthcheck(place: Place, report: Report): HealthcheckModel {
    const fields = new Fields(place, report);
    const disabled = fields.read("disable", readBoolean) === true;
    return present({
        test: disabled ? ["NONE"] : fields.read("test", readTest),
        interval: fields.read("interval", readDuration),
        timeout: fields.read("timeout", readDuration),
        retries: fields.read("retries", (at) => readInteger(at, report, 0, 1000)),
        startPeriod: fields.read("start_period", readDuration),
        startInterval: fields.read("start_interval", readDuration),
    });
}

function readTest(place: Place, report: Report): readonly string[] | undefined {
    if (place.tree.kind !== "list") {
        const command = readString(place, report);
        return command === undefined ? undefined : ["CMD-SHELL", command];
    }
    const words = readStrings(place, report);
    const [kind, ...rest] = words;
    const enough = kind === "NONE" ? rest.length === 0 : rest.length > 0;
    if (!kind || !["NONE", "CMD", "CMD-SHELL"].includes(kind) || !enough) {
        const mend = 'write ["CMD", PROGRAM, …], ["CMD-SHELL", COMMAND], ["NONE"], or the command as a text';
        report.problem(place, "is not a health check", mend);
    }
    return words;
}
