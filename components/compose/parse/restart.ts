import { Fields } from "../fields";
import type { RestartModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readDuration, readInteger, readOneOf, readString, refuse } from "../values";

const conditions = ["none", "on-failure", "any"] as const;

/** `deploy.restart_policy`, or else `restart`. With neither, a task that ended is started again. */
export function readRestart(service: Fields, deploy: Fields | undefined): RestartModel {
    const older = service.read("restart", readShort);
    return deploy?.read("restart_policy", readPolicy) ?? older ?? { condition: "any" };
}

function readPolicy(place: Place, report: Report): RestartModel {
    const fields = new Fields(place, report);
    return present({
        condition: fields.read("condition", (at) => readOneOf(at, report, conditions)) ?? "any",
        maxAttempts: fields.read("max_attempts", (at) => readInteger(at, report, 0, 1_000_000)),
        delay: fields.read("delay", readDuration),
        window: fields.read("window", readDuration),
    });
}

function readShort(place: Place, report: Report): RestartModel | undefined {
    if (place.tree.kind === "scalar" && place.tree.value === false) {
        return { condition: "none" };
    }
    const written = readString(place, report);
    const [, word, attempts] = /^(no|always|unless-stopped|on-failure)(?::(\d+))?$/.exec(written ?? "") ?? [];
    if (word === undefined || (attempts !== undefined && word !== "on-failure")) {
        if (written !== undefined) {
            const mend = 'write "no", always, unless-stopped, on-failure or on-failure:TIMES';
            refuse(place, report, mend);
        }
        return undefined;
    }
    if (word === "on-failure") {
        const maxAttempts = attempts === undefined ? undefined : Number(attempts);
        return present({ condition: "on-failure", maxAttempts } as const);
    }
    return { condition: word === "no" ? "none" : "any" };
}
