import { interpolate } from "./interpolate";
import type { Report } from "./report";
import { plainText } from "./text";
import { itemsOf, type Place, type ScalarTree, type Tree, under } from "./tree";
import type { Variables } from "./variables";

/** Where a secret may stand: these reach the service as files, never as plain text in a document. */
const secretPlaces = [
    /^services\.[^.[]+\.environment[.[][^.[]+\]?$/,
    /^services\.[^.[]+\.environment\["[^"]+"\]$/,
    /^(secrets|configs)\.[^.[]+\.content$/,
];

/** Puts variables into every value of a tree, but not into keys and not below `x-…`. */
export function interpolateTree(place: Place, variables: Variables, report: Report): Tree {
    const { tree } = place;
    if (tree.kind === "map") {
        const entries = [...tree.entries].map(([key, entry]) => {
            const child = under(place, key, entry);
            const value = key.startsWith("x-") ? entry.value : interpolateTree(child, variables, report);
            return [key, { ...entry, value }] as const;
        });
        return { ...tree, entries: new Map(entries) };
    }
    if (tree.kind === "list") {
        return { ...tree, items: itemsOf(place, tree).map((item) => interpolateTree(item, variables, report)) };
    }
    return typeof tree.value === "string" && tree.value.includes("$")
        ? interpolateScalar(place, tree, tree.value, variables, report)
        : tree;
}

function interpolateScalar(
    place: Place,
    tree: ScalarTree,
    value: string,
    variables: Variables,
    report: Report,
): ScalarTree {
    const { text, faults } = interpolate(value, variables);
    for (const fault of faults) {
        report.problem(place, fault.found, fault.mend);
    }
    if (faults.length > 0) {
        return { ...tree, value: "", source: "", refused: true };
    }
    const plain = plainText(text);
    if (plain !== undefined) {
        return { ...tree, value: plain, source: plain };
    }
    if (!secretPlaces.some((pattern) => pattern.test(place.path))) {
        const names = text.flatMap((part) => (typeof part === "string" ? [] : [part.secret])).join(", ");
        const mend = "a secret may stand in a service's environment, or in the content of a top-level secret or config";
        report.problem(place, `holds the secret ${names}, which would be readable there`, mend);
        return { ...tree, value: "", source: "", refused: true };
    }
    return { ...tree, value: "", source: "", text };
}
