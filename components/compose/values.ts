import type { Text } from "./model";
import type { Report } from "./report";
import { literal } from "./text";
import { itemsOf, type Place, type ScalarTree, type Tree, under } from "./tree";
import { parseBytes, parseDuration } from "./units";

/** Whether the key is there with nothing behind it, which compose takes as if it were not there. */
export function isNull(place: Place): boolean {
    return place.tree.kind === "scalar" && place.tree.value === null && !place.tree.text && !place.tree.refused;
}

/** The entries of a map, by key; none when the key is empty. */
export function readMap(place: Place, report: Report, mend = "write a map of keys"): ReadonlyMap<string, Place> {
    if (place.tree.kind === "map") {
        return new Map([...place.tree.entries].map(([key, entry]) => [key, under(place, key, entry)]));
    }
    if (!isNull(place)) {
        refuse(place, report, mend);
    }
    return new Map();
}

/** The items of a list; none when the key is empty. */
export function readList(place: Place, report: Report): readonly Place[] {
    if (place.tree.kind === "list") {
        return itemsOf(place, place.tree);
    }
    if (!isNull(place)) {
        refuse(place, report, "write a list");
    }
    return [];
}

/** A text that is not empty; a number is taken as it is written. */
export function readString(place: Place, report: Report): string | undefined {
    const text = place.tree.kind === "scalar" ? scalarText(place.tree) : undefined;
    if (text === undefined || (place.tree.kind === "scalar" && typeof place.tree.value === "boolean")) {
        refuse(place, report, "write a text, in quotes if it looks like something else");
        return undefined;
    }
    if (text === "") {
        refuse(place, report, "write a text, or delete the key");
        return undefined;
    }
    return text;
}

/** The items of a list of texts. */
export function readStrings(place: Place, report: Report): readonly string[] {
    return readList(place, report).flatMap((item) => readString(item, report) ?? []);
}

/** The items of a list of texts, or the one text that stands in its place. */
export function readStringOrList(place: Place, report: Report): readonly string[] {
    return place.tree.kind === "list" ? readStrings(place, report) : [readString(place, report) ?? []].flat();
}

/** A text that may be empty or hold a secret; numbers and booleans are taken as compose prints them. */
export function readText(place: Place, report: Report): Text | undefined {
    const { tree } = place;
    const text = tree.kind === "scalar" ? (tree.text ?? scalarText(tree)) : undefined;
    if (text === undefined) {
        refuse(place, report, "write a text, in quotes if it looks like something else");
        return undefined;
    }
    return typeof text === "string" ? literal(text) : text;
}

/** `true` or `false`, also in quotes. */
export function readBoolean(place: Place, report: Report): boolean | undefined {
    const value = place.tree.kind === "scalar" ? place.tree.value : undefined;
    if (value === true || value === "true") {
        return true;
    }
    if (value === false || value === "false") {
        return false;
    }
    refuse(place, report, "write true or false");
    return undefined;
}

/** A whole number from `least` to `most`, both included. */
export function readInteger(place: Place, report: Report, least: number, most: number): number | undefined {
    const value = place.tree.kind === "scalar" && typeof place.tree.value !== "boolean" ? place.tree.source : "";
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) {
        return number;
    }
    const bound = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    refuse(place, report, `write a whole number ${bound}`);
    return undefined;
}

/** Bytes of a size such as `512m`. */
export function readBytes(place: Place, report: Report): number | undefined {
    const bytes = place.tree.kind === "scalar" ? parseBytes(place.tree.source) : undefined;
    if (bytes === undefined) {
        refuse(place, report, "write a size such as 512m or 1g");
    }
    return bytes;
}

/** A duration such as `1m30s`. */
export function readDuration(place: Place, report: Report): string | undefined {
    const duration = place.tree.kind === "scalar" ? parseDuration(place.tree.source) : undefined;
    if (duration === undefined) {
        refuse(place, report, "write a duration such as 10s or 1m30s");
    }
    return duration;
}

/** One of a few words. */
export function readOneOf<T extends string>(place: Place, report: Report, choices: readonly T[]): T | undefined {
    const value = place.tree.kind === "scalar" ? place.tree.source : undefined;
    const choice = choices.find((each) => each === value);
    if (choice === undefined) {
        refuse(place, report, `write ${choices.join(" or ")}`);
    }
    return choice;
}

/** Says what stands there and what to write instead; not of what an earlier pass has refused already. */
export function refuse(place: Place, report: Report, mend: string): void {
    if (!(place.tree.kind === "scalar" && place.tree.refused)) {
        report.problem(place, `is ${describe(place.tree)}`, mend);
    }
}

function describe(tree: Tree): string {
    if (tree.kind !== "scalar") {
        return tree.kind === "map" ? "a map" : "a list";
    }
    if (tree.text) {
        return "a secret";
    }
    if (tree.value === null || tree.value === "") {
        return "empty";
    }
    return typeof tree.value === "string" ? JSON.stringify(tree.value) : tree.source;
}

/** A number that YAML 1.1 and 1.2 read differently, as 0777. */
const ambiguous = /^[-+]?0[0-9xob]/;

function scalarText(tree: ScalarTree): string | undefined {
    if (tree.text || tree.value === null || tree.refused) {
        return undefined;
    }
    if (typeof tree.value === "number") {
        // An integer may have more digits than a number here can hold.
        return ambiguous.test(tree.source) ? undefined : /^-?\d+$/.test(tree.source) ? tree.source : `${tree.value}`;
    }
    return String(tree.value);
}
