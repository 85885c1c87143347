import { isDeepStrictEqual } from "node:util";
import { type Answer, jsonOf } from "./answer";
import { type Located, locate } from "./json-path";
import type { Expectation, JsonExpectation } from "./plan";
import { fill, fillJson, textOf, type Values } from "./template";

/** What of an expectation an answer does not keep, a line each; none when it keeps all. */
export function judge(expect: Expectation, answer: Answer, values: Values): readonly string[] {
    return [
        ...statusFaults(expect.status, answer.status),
        ...headerFaults(expect.headers, answer, values),
        ...jsonFaults(expect.json, answer, values),
        ...textFaults(expect.text, answer, values),
    ];
}

function statusFaults(expected: Expectation["status"], status: number): readonly string[] {
    const good = expected === undefined ? status >= 200 && status < 300 : expected.includes(status);
    return good ? [] : [`expected status ${expected?.join(" or ") ?? "2xx"}, found ${status}`];
}

function headerFaults(expected: Expectation["headers"], { headers }: Answer, values: Values): readonly string[] {
    return Object.entries(expected).flatMap(([name, template]) => {
        const value = fill(template, values);
        const found = headers[name.toLowerCase()];
        if (found === value) return [];
        return [`expected header ${name} to be ${JSON.stringify(value)}, found ${shown(found)}`];
    });
}

function jsonFaults(expected: Expectation["json"], answer: Answer, values: Values): readonly string[] {
    const entries = Object.entries(expected);
    if (entries.length === 0) return [];
    const document = jsonOf(answer);
    if (document === undefined) return ["expected a body of JSON, found none"];
    return entries.flatMap(([path, wanted]) => {
        const fault = jsonFault(wanted, locate(document, path), values);
        return fault === undefined ? [] : [`expected ${path} ${fault}`];
    });
}

function jsonFault(wanted: JsonExpectation, { exists, value }: Located, values: Values): string | undefined {
    if ("exists" in wanted) {
        if (wanted.exists === exists) return undefined;
        return wanted.exists ? "to exist, found nothing" : `not to exist, found ${shown(value)}`;
    }
    const found = exists ? shown(value) : "nothing";
    if ("matches" in wanted) {
        const fits = exists && new RegExp(wanted.matches, "u").test(textOf(value));
        return fits ? undefined : `to match ${wanted.matches}, found ${found}`;
    }
    const equals = fillJson(wanted.equals, values);
    return exists && isDeepStrictEqual(value, equals) ? undefined : `to be ${shown(equals)}, found ${found}`;
}

function textFaults(expected: Expectation["text"], { body }: Answer, values: Values): readonly string[] {
    return expected
        .map((template) => fill(template, values))
        .filter((text) => !body.includes(text))
        .map((text) => `expected the body to contain ${JSON.stringify(text)}`);
}

function shown(value: unknown): string {
    const text = value === undefined ? "nothing" : JSON.stringify(value);
    return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
