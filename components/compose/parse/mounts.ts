import { Fields } from "../fields";
import type { MountModel } from "../model";
import { present } from "../present";
import type { Place } from "../tree";
import { readBoolean, readBytes, readList, readOneOf, readString } from "../values";
import type { ParseContext } from "./context";
import { parseMount } from "./mount-short";
import { resolveSource } from "./mount-source";

/** A mount and where it is written. */
export interface PlacedMount extends MountModel {
    readonly place: Place;
}

/** `volumes`, in the short form `SOURCE:TARGET:OPTIONS` and the long one. */
export function readMounts(place: Place, context: ParseContext): readonly PlacedMount[] {
    return readList(place, context.report).flatMap((item) => {
        const mount = item.tree.kind === "map" ? readLong(item, context) : readShort(item, context);
        return mount ? [checked({ ...mount, place: item }, context)] : [];
    });
}

function readShort(item: Place, context: ParseContext): MountModel | undefined {
    const written = readString(item, context.report);
    if (written === undefined) {
        return undefined;
    }
    const mount = parseMount(written);
    if ("found" in mount) {
        context.report.problem(item, mount.found, mount.mend);
        return undefined;
    }
    if (mount.note) {
        context.report.note(item, mount.note);
    }
    const { source, target, readOnly } = mount;
    const type = source !== undefined && /^[./~\\]|^[A-Za-z]:/.test(source) ? "bind" : "volume";
    return present({ type, source: resolveSource(type, source, item, context), target, readOnly } as const);
}

function readLong(item: Place, context: ParseContext): MountModel | undefined {
    const { report } = context;
    const fields = new Fields(item, report);
    const types = ["volume", "bind", "tmpfs"] as const;
    const type = fields.need("type", (at) => readOneOf(at, report, types));
    const target = fields.need("target", readString);
    const source = fields.read("source", readString);
    if (type === "bind" && source === undefined) {
        report.problem(item, "has no source", "name the path on the host");
    }
    if (type === "tmpfs" && source !== undefined) {
        report.problem(item, "is a tmpfs with a source", "delete source");
    }
    const tmpfs = fields.at("tmpfs");
    const size = tmpfs && new Fields(tmpfs, report).read("size", readBytes);
    const readOnly = fields.read("read_only", readBoolean) ?? false;
    if (type === undefined || target === undefined) {
        return undefined;
    }
    return present({ type, source: resolveSource(type, source, item, context), target, readOnly, size });
}

function checked(mount: PlacedMount, { report }: ParseContext): PlacedMount {
    if (!mount.target.startsWith("/")) {
        report.problem(mount.place, `is mounted at ${mount.target}, which is not absolute`, "begin the target with /");
    }
    return mount;
}
