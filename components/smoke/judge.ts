import { isDeepStrictEqual } from "node:util";
import { looksSecret } from "../names/secret-name";
import { type Answer, jsonOf } from "./answer";
import { type Located, locate } from "./json-path";
import { hideSecrets } from "./mask";
import type { Expectation, JsonExpectation } from "./plan";
import { fill, fillJson, textOf, type Values } from "./template";

/**
 * What of an expectation an answer does not keep, a line each; none when it keeps all.
 * @param secrets values that are hidden in what it shows, before that is cut to a length
 */
export function judge(
    expect: Expectation,
    answer: Answer,
    values: Values,
    secrets: readonly string[],
): readonly string[] {
    const shown: Shown = (value, name = "") => {
        if (value === undefined) return "nothing";
        return typeof value === "string" && looksSecret(name)
            ? '"***"'
            : cut(hideSecrets(JSON.stringify(value), secrets));
    };
    return [
        ...statusFaults(expect.status, answer.status),
        ...headerFaults(expect.headers, answer, values, shown),
        ...jsonFaults(expect.json, answer, values, shown),
        ...textFaults(expect.text, answer, values),
    ];
}

/** Makes a text of a value that was found under a name. */
type Shown = (value: unknown, name?: string) => string;

function statusFaults(expected: Expectation["status"], status: number): readonly string[] {
    const good = expected === undefined ? status >= 200 && status < 300 : expected.includes(status);
    return good ? [] : [`expected status ${expected?.join(" or ") ?? "2xx"}, found ${status}`];
}

function headerFaults(
    expected: Expectation["headers"],
    { headers }: Answer,
    values: Values,
    shown: Shown,
): readonly string[] {
    return Object.entries(expected).flatMap(([name, template]) => {
        const value = fill(template, values);
        const found = headers[name.toLowerCase()];
        if (found === value) return [];
        return [`expected header ${name} to be ${JSON.stringify(value)}, found ${shown(found, name)}`];
    });
}

function jsonFaults(expected: Expectation["json"], answer: Answer, values: Values, shown: Shown): readonly string[] {
    const entries = Object.entries(expected);
    if (entries.length === 0) return [];
    const document = jsonOf(answer);
    if (document === undefined) return ["expected a body of JSON, found none"];
    return entries.flatMap(([path, wanted]) => {
        const located = locate(document, path);
        const found = located.exists ? shown(located.value, lastName(path)) : "nothing";
        const fault = jsonFault(wanted, { ...located, found }, values, shown);
        return fault === undefined ? [] : [`expected ${path} ${fault}`];
    });
}

function jsonFault(
    wanted: JsonExpectation,
    { exists, value, found }: Located & { readonly found: string },
    values: Values,
    shown: Shown,
): string | undefined {
    if ("exists" in wanted) {
        if (wanted.exists === exists) return undefined;
        return wanted.exists ? "to exist, found nothing" : `not to exist, found ${found}`;
    }
    if ("matches" in wanted) {
        const fits = exists && new RegExp(wanted.matches, "u").test(textOf(value));
        return fits ? undefined : `to match ${wanted.matches}, found ${found}`;
    }
    const equals = fillJson(wanted.equals, values);
    return exists && isDeepStrictEqual(value, equals) ? undefined : `to be ${shown(equals)}, found ${found}`;
}

/** The last name in a JSONPath. */
function lastName(path: string): string {
    return /(\w+)\W*$/.exec(path)?.[1] ?? "";
}

function textFaults(expected: Expectation["text"], { body }: Answer, values: Values): readonly string[] {
    return expected
        .map((template) => fill(template, values))
        .filter((text) => !body.includes(text))
        .map((text) => `expected the body to contain ${JSON.stringify(text)}`);
}

function cut(text: string): string {
    return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
