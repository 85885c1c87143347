import type { MountModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { parseBytes } from "../units";
import { readBytes, readList, readString } from "../values";
import type { PlacedMount } from "./mounts";

/** `tmpfs`: paths, each with an optional `:size=SIZE`, as mounts. */
export function readTmpfs(place: Place, report: Report): readonly PlacedMount[] {
    const items = place.tree.kind === "list" ? readList(place, report) : [place];
    return items.flatMap((item) => {
        const written = readString(item, report);
        const mount = written === undefined ? undefined : parse(written, item, report);
        return mount ? [{ ...mount, place: item }] : [];
    });
}

function parse(written: string, item: Place, report: Report): MountModel {
    const [target = "", options = ""] = written.split(":");
    let size: number | undefined;
    for (const option of options.split(",").filter((each) => each !== "" && each !== "rw")) {
        size = option.startsWith("size=") ? parseBytes(option.slice("size=".length)) : undefined;
        if (size === undefined) {
            report.problem(item, `option ${option} of a tmpfs is not supported`, "use size=64m only");
        }
    }
    if (!target.startsWith("/")) {
        report.problem(item, `path ${target} is not absolute`, "begin it with /");
    }
    return present({ type: "tmpfs", target, readOnly: false, size } as const);
}

/** `shm_size` as a mount: Swarm has no such setting, but a tmpfs takes the place. */
export function readSharedMemory(place: Place, report: Report): PlacedMount | undefined {
    const size = readBytes(place, report);
    return size === undefined ? undefined : { type: "tmpfs", target: "/dev/shm", readOnly: false, size, place };
}
