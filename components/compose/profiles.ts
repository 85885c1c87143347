import type { Report } from "./report";
import { type MapTree, type Place, type Tree, under } from "./tree";

/** A file without the services that their profiles leave out. */
export interface Enabled {
    readonly tree: Tree;
    readonly leftOut: ReadonlySet<string>;
}

/** Leaves out each service with `profiles`, before anything else in it is looked at: none can be enabled yet. */
export function leaveOutProfiles(file: Place, report: Report): Enabled {
    const leftOut = new Set<string>();
    const services = file.tree.kind === "map" ? file.tree.entries.get("services") : undefined;
    if (file.tree.kind !== "map" || services?.value.kind !== "map") {
        return { tree: file.tree, leftOut };
    }
    const list = under(file, "services", services);
    for (const [name, entry] of services.value.entries) {
        const profiles = entry.value.kind === "map" ? entry.value.entries.get("profiles")?.value : undefined;
        if (profiles?.kind === "list" && profiles.items.length > 0) {
            const names = profiles.items.flatMap((item) => (item.kind === "scalar" ? [item.source] : []));
            report.note(under(list, name, entry), `is left out because of its profiles: ${names.join(", ")}`);
            leftOut.add(name);
        }
    }
    const kept = [...services.value.entries].filter(([name]) => !leftOut.has(name));
    const value: MapTree = { ...services.value, entries: new Map(kept) };
    const entries = new Map([...file.tree.entries, ["services", { ...services, value }]]);
    return { tree: { ...file.tree, entries }, leftOut };
}
