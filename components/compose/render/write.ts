import { Document, Scalar } from "yaml";

/** A text that `docker stack deploy` puts the values of placeholders into. */
export class Template {
    constructor(public readonly text: string) {}
}

/** Permission bits, written in octal. */
export class Mode {
    constructor(public readonly bits: number) {}
}

/** A value of a document; what is undefined or empty is left out, null stays. */
export type Value = string | number | boolean | null | Template | Mode | undefined | readonly Value[] | ValueMap;

/** A map of a document, written in the order of its keys here. */
export interface ValueMap {
    readonly [key: string]: Value;
}

/** Writes a document as YAML, each dollar sign doubled but for those of templates. */
export function writeDocument(value: ValueMap): string {
    // Strings that YAML 1.1 would take for something else are quoted too: the readers differ.
    const document = new Document(plain(value), { schema: "yaml-1.1", aliasDuplicateObjects: false });
    return document.toString({ lineWidth: 0 });
}

function plain(value: Value): unknown {
    if (typeof value === "string") {
        return value.replaceAll("$", "$$$$");
    }
    if (value instanceof Template) {
        return value.text;
    }
    if (value instanceof Mode) {
        const octal = new Scalar(value.bits);
        octal.format = "OCT";
        return octal;
    }
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    if (typeof value === "object" && value !== null) {
        const entries = Object.entries(value).filter(([, child]) => !isEmpty(child));
        return Object.fromEntries(entries.map(([key, child]) => [key, plain(child)]));
    }
    return value;
}

/** What says nothing: the engine's default holds. */
function isEmpty(value: Value): boolean {
    if (typeof value !== "object" || value === null || value instanceof Template || value instanceof Mode) {
        return value === undefined;
    }
    return Object.values(value).every((child) => isEmpty(child));
}
