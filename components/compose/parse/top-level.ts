import { resolve } from "node:path";
import { Fields } from "../fields";
import type { FileModel, NetworkModel, VolumeModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { isNull, readBoolean, readMap, readOneOf, readString, readText } from "../values";
import type { ParseContext } from "./context";
import { variable } from "./environment";
import { readRecord } from "./key-values";
import { readShared } from "./slipway";

/** The entries of a top-level key, each read by the same function. */
export function readEntries<T>(
    place: Place | undefined,
    report: Report,
    read: (item: Place, name: string) => T,
): Readonly<Record<string, T>> {
    const entries = place ? [...readMap(place, report)] : [];
    return Object.fromEntries(entries.map(([name, item]) => [name, read(item, name)]));
}

/** An entry of `networks`. */
export function readNetwork(place: Place, report: Report): NetworkModel {
    const fields = isNull(place) ? undefined : new Fields(place, report);
    fields?.read("driver", (at) => readOneOf(at, report, ["overlay", "bridge"]));
    return {
        internal: fields?.read("internal", readBoolean) ?? false,
        labels: fields?.read("labels", readRecord) ?? {},
    };
}

/** An entry of `volumes`; an external one has its key for a name, as in compose. */
export function readVolume(key: string, place: Place, report: Report): VolumeModel {
    const fields = isNull(place) ? undefined : new Fields(place, report);
    const external = fields?.read("external", readBoolean) ?? false;
    return present({
        name: fields?.read("name", readString) ?? (external ? key : undefined),
        external,
        driver: fields?.read("driver", readString),
        driverOpts: fields?.read("driver_opts", readRecord) ?? {},
        labels: fields?.read("labels", readRecord) ?? {},
        shared: fields?.read("x-slipway", readShared),
    });
}

/** An entry of `secrets` or `configs`: exactly one of `file`, `environment` and `content`. */
export function readFile(place: Place, context: ParseContext): FileModel {
    const { report, directory, read } = context;
    const fields = new Fields(place, report);
    const sources = ["file", "environment", "content"].filter((key) => fields.at(key));
    if (sources.length !== 1) {
        const found = sources.length === 0 ? "has no content" : `has ${sources.join(" and ")}`;
        report.problem(place, found, "write one of file, environment and content");
    }
    const path = fields.read("file", readString);
    if (path !== undefined) {
        const file = resolve(directory, path);
        if (read(file) === undefined) {
            report.problem(fields.at("file") ?? place, `file ${path} does not exist`, `make ${file}`);
        }
        return { file };
    }
    const name = fields.read("environment", readString);
    const content = name === undefined ? undefined : variable(name, fields.at("environment") ?? place, context);
    return { content: content ?? fields.read("content", readText) ?? [] };
}
