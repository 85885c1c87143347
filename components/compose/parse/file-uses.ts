import { Fields } from "../fields";
import type { FileUse } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readList, readString, refuse } from "../values";

/** The use of a secret or config, and where it is written. */
export interface PlacedFileUse extends FileUse {
    readonly place: Place;
}

/** `secrets` or `configs` of a service, as names or in the long form. */
export function readFileUses(place: Place, report: Report): readonly PlacedFileUse[] {
    return readList(place, report).flatMap((item) => {
        if (item.tree.kind !== "map") {
            const source = readString(item, report);
            return source === undefined ? [] : [{ source, target: source, place: item }];
        }
        const fields = new Fields(item, report);
        const source = fields.need("source", readString);
        if (source === undefined) {
            return [];
        }
        const target = fields.read("target", readString) ?? source;
        const uid = fields.read("uid", readString);
        const gid = fields.read("gid", readString);
        return [present({ source, target, uid, gid, mode: fields.read("mode", readMode), place: item })];
    });
}

/** Permission bits. YAML has two ways to write octal; a plain 440 would mean 0670, which nobody wants. */
function readMode(place: Place, report: Report): number | undefined {
    const written = place.tree.kind === "scalar" ? place.tree.source : "";
    const octal = /^0o?([0-7]{3,4})$/.exec(written)?.[1];
    if (octal === undefined) {
        refuse(place, report, "write it in octal with a leading zero, such as 0440");
        return undefined;
    }
    return Number.parseInt(octal, 8);
}
