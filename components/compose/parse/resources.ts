import { Fields } from "../fields";
import type { ResourcesModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readBytes, readInteger, readString, refuse } from "../values";

/** What a service may use, and what must be free for it. */
export interface Resources {
    readonly limits: ResourcesModel;
    readonly reservations: ResourcesModel;
}

/** `deploy.resources`, and its older spellings `mem_limit`, `mem_reservation`, `cpus` and `pids_limit`. */
export function readResources(service: Fields, deploy: Fields | undefined): Resources {
    const { report } = service;
    const resources = deploy?.at("resources");
    const fields = resources && new Fields(resources, report);
    const limits = part(fields, "limits", report);
    const reservations = part(fields, "reservations", report);
    return {
        limits: present({
            cpus: either(service, "cpus", readCpus, limits?.read("cpus", readCpus)),
            memory: either(service, "mem_limit", readBytes, limits?.read("memory", readBytes)),
            pids: either(service, "pids_limit", readPids, limits?.read("pids", readPids)),
        }),
        reservations: present({
            cpus: reservations?.read("cpus", readCpus),
            memory: either(service, "mem_reservation", readBytes, reservations?.read("memory", readBytes)),
        }),
    };
}

function part(fields: Fields | undefined, key: string, report: Report): Fields | undefined {
    const place = fields?.at(key);
    return place && new Fields(place, report);
}

/** The older spelling, unless the newer one is there; both must say the same. */
function either<T>(
    service: Fields,
    key: string,
    read: (place: Place, report: Report) => T | undefined,
    newer: T | undefined,
): T | undefined {
    const place = service.at(key);
    const older = place && read(place, service.report);
    if (place && older !== undefined && newer !== undefined && older !== newer) {
        service.report.problem(place, "says something else than deploy.resources", "delete one of the two");
    }
    return newer ?? older;
}

function readCpus(place: Place, report: Report): string | undefined {
    const text = readString(place, report);
    if (text !== undefined && !(/^\d*\.?\d+$/.test(text) && Number(text) > 0)) {
        refuse(place, report, "write a number of cores such as 0.5");
        return undefined;
    }
    return text && String(Number(text));
}

/** 0 and -1 mean no limit. */
function readPids(place: Place, report: Report): number | undefined {
    const pids = readInteger(place, report, -1, Number.MAX_SAFE_INTEGER);
    return pids === undefined || pids < 1 ? undefined : pids;
}
