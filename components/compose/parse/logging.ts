import { Fields } from "../fields";
import type { ServiceModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readString } from "../values";
import { readRecord } from "./key-values";

/** `logging`. */
export function readLogging(place: Place, report: Report): NonNullable<ServiceModel["logging"]> {
    const fields = new Fields(place, report);
    return present({ driver: fields.read("driver", readString), options: fields.read("options", readRecord) ?? {} });
}
