import { notSet } from "../interpolate";
import type { Text } from "../model";
import { holdsSecret, literal, plainText } from "../text";
import type { Place } from "../tree";
import { isNull, readList, readMap, readText } from "../values";
import type { Variables } from "../variables";
import type { ParseContext } from "./context";
import { checkPlainSecret } from "./plain-secret";

/** `environment`, as a map or a list; a key without a value takes the variable of that name. */
export function readEnvironment(place: Place, context: ParseContext): Readonly<Record<string, Text>> {
    const environment: Record<string, Text> = {};
    for (const { key, value, at } of pairsOf(place, context)) {
        const text = value ?? variable(key, at, context);
        checkName(key, text, at, context);
        checkValue(key, text, at, context);
        environment[key] = text;
    }
    return environment;
}

interface Pair {
    readonly key: string;
    readonly value: Text | undefined;
    readonly at: Place;
}

function pairsOf(place: Place, { report }: ParseContext): readonly Pair[] {
    if (place.tree.kind === "list") {
        return readList(place, report).flatMap((at) => {
            const text = readText(at, report);
            return text ? [{ ...splitPair(text), at }] : [];
        });
    }
    return [...readMap(place, report, "write a list or a map")].map(([key, at]) => {
        return { key, value: isNull(at) ? undefined : (readText(at, report) ?? []), at };
    });
}

function splitPair(text: Text): Pick<Pair, "key" | "value"> {
    const [first = "", ...rest] = text;
    // A secret before the first = leaves the key empty, which checkName refuses.
    const [key = "", ...behind] = typeof first === "string" ? first.split("=") : [];
    return {
        key,
        value: behind.length === 0 && rest.length === 0 ? undefined : [...literal(behind.join("=")), ...rest],
    };
}

/** The value of a variable; a problem when nothing sets it. */
export function variable(name: string, at: Place, context: ParseContext): Text {
    const value = lookUp(name, context.variables);
    if (value === undefined) {
        const { found, mend } = notSet(name);
        context.report.problem(at, found, mend);
    }
    return value ?? [];
}

function lookUp(name: string, variables: Variables): Text | undefined {
    if (variables.secrets.has(name)) {
        return [{ secret: name }];
    }
    const value = Object.hasOwn(variables.plain, name) ? variables.plain[name] : undefined;
    return value === undefined ? undefined : literal(value);
}

function checkValue(name: string, text: Text, { path, at }: Place, context: ParseContext): void {
    const value = plainText(text);
    if (value !== undefined) {
        checkPlainSecret({ name, value, file: context.report.file, ...at, path }, context);
    }
}

function checkName(key: string, text: Text, at: Place, { report }: ParseContext): void {
    if (key === "" || /[\s=\0]/.test(key)) {
        report.problem(at, "is not of the form NAME=VALUE", "write the name of a variable first");
    } else if (key.startsWith("SLIPWAY_")) {
        report.problem(at, "has a name that begins with SLIPWAY_, which is Slipway's own", "choose another name");
    } else if (holdsSecret(text) && !/^[A-Za-z_]\w*$/.test(key)) {
        const mend = "name it with letters, digits and _ only";
        report.problem(at, `holds a secret, and ${key} cannot be exported by a shell`, mend);
    }
}
