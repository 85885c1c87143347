import { closest, distance } from "fastest-levenshtein";
import { type KeyRule, keys } from "./keys";
import type { Report } from "./report";
import { itemsOf, type Place, under } from "./tree";

/** The rules as a tree of path segments: a name, `*` for any key, `[]` for the items of a list. */
interface Branch {
    rule?: KeyRule;
    readonly below: Map<string, Branch>;
}

const root = plant(keys);

/** Holds every key of the file to the table of keys: refuses what cannot be had and what is not known. */
export function checkKeys(place: Place, report: Report): void {
    check(place, root, report);
}

function plant(rules: readonly KeyRule[]): Branch {
    const top: Branch = { below: new Map() };
    for (const rule of rules) {
        let branch = top;
        for (const segment of rule.path.replaceAll("[]", ".[]").split(".")) {
            const next = branch.below.get(segment) ?? { below: new Map() };
            branch.below.set(segment, next);
            branch = next;
        }
        branch.rule = rule;
    }
    return top;
}

function check(place: Place, branch: Branch, report: Report): void {
    const { tree } = place;
    const { rule } = branch;
    if (rule && !goesOn(place, rule, report)) {
        return;
    }
    if (tree.kind === "list") {
        const item = branch.below.get("[]");
        for (const child of item ? itemsOf(place, tree) : []) {
            check(child, item as Branch, report);
        }
    }
    const names = [...branch.below.keys()].filter((name) => name !== "[]");
    // A map where none is known is a matter of types, which the reader of the value tells better.
    if (tree.kind === "map" && (names.length > 0 || rule?.empty)) {
        for (const [key, entry] of tree.entries) {
            const child = under(place, key, entry);
            const next = branch.below.get(key) ?? (key.startsWith("x-") ? branch.below.get("x-*") : undefined);
            const known = next ?? branch.below.get("*");
            if (known) {
                check(child, known, report);
            } else if (!key.startsWith("x-") || rule?.empty) {
                report.problem(child, "is not supported yet", mendOf(key, names));
            }
        }
    }
}

/** Says what the rule has to say; false when nothing below needs a look. */
function goesOn(place: Place, rule: KeyRule, report: Report): boolean {
    const value = place.tree.kind === "scalar" ? place.tree.value : undefined;
    if (rule.class === "supported" || rule.class === "mapped") {
        return true;
    }
    if (value === null || rule.harmless?.some((each) => each === value)) {
        return false;
    }
    if (rule.class === "refused") {
        report.problem(place, `is not supported: ${rule.note}`, rule.mend ?? "delete it");
    } else {
        report.note(place, rule.note);
    }
    return false;
}

function mendOf(key: string, names: readonly string[]): string {
    const near = names.length === 0 ? undefined : closest(key, names);
    return near && near !== "*" && distance(key, near) <= Math.min(3, Math.max(1, Math.floor(key.length / 2.5)))
        ? `did you mean ${near}?`
        : "delete it";
}
