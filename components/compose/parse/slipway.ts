import { Fields } from "../fields";
import type { SlipwayModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import { strategies } from "../strategy";
import type { Place } from "../tree";
import { readBoolean, readOneOf } from "../values";

/** `x-slipway` of a service. */
export function readSlipway(place: Place, report: Report): SlipwayModel {
    const fields = new Fields(place, report);
    return present({
        line: place.at.line,
        strategy: fields.read("strategy", (at) => readOneOf(at, report, strategies)),
        standby: fields.read("standby", readBoolean),
        shared: fields.read("shared", readBoolean),
    });
}

/** `x-slipway` of a volume: whether several tasks may use it at once. */
export function readShared(place: Place, report: Report): boolean | undefined {
    return new Fields(place, report).read("shared", readBoolean);
}
