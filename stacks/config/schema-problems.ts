import { z } from "zod";
import { looksSecret } from "../../components/names/secret-name";
import type { ConfigProblem } from "./config-error";
import { noteOf, schemaAt, unwrap } from "./field";
import { foundText } from "./found-text";
import { formatKeyPath, type KeyPath } from "./key-path";
import { nearestName } from "./nearest-name";
import { isMap, type RawConfig } from "./raw-values";
import { configSchema } from "./schema";
import { problemAt, type Subject } from "./subject";

/** Turns what the schema refused into problems that say what to write instead. */
export function schemaProblems(
    subject: Subject,
    raw: RawConfig,
    issues: readonly z.core.$ZodIssue[],
): readonly ConfigProblem[] {
    return issues.flatMap((issue) => {
        const path = issue.path.filter((step) => typeof step !== "symbol");
        if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(subject, path, key));
        return issue.code === "invalid_key" ? badName(subject, path) : badValue(subject, raw, path);
    });
}

function badValue(subject: Subject, raw: RawConfig, path: KeyPath): ConfigProblem {
    const note = noteOf(schemaAt(configSchema, path) ?? configSchema);
    if (note === undefined) throw new Error(`no note on ${formatKeyPath(path)}`);
    const [key, ...steps] = path;
    const hidden =
        key === "secrets" ||
        key === "notify" ||
        subject.secretKeys.has(`slipway:${key}`) ||
        steps.some((step) => typeof step === "string" && looksSecret(step));
    return problemAt(subject, path, {
        found: foundText(valueAt(raw, path), hidden),
        expected: note.expected,
        mend: `write for example ${note.example}`,
    });
}

function badName(subject: Subject, path: KeyPath): ConfigProblem {
    return problemAt(subject, path, {
        found: "a name that no variable can have",
        expected: "letters, digits and _, with no digit first",
        mend: "rename it here and in the compose file",
    });
}

function unknownKey(subject: Subject, parent: KeyPath, key: string): ConfigProblem {
    const schema = unwrap(schemaAt(configSchema, parent) ?? configSchema);
    const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
    return problemAt(subject, [...parent, key], {
        found: "a key that Slipway does not know",
        expected: `one of ${known.join(", ")}`,
        mend: mendUnknown(subject, parent, key, known),
    });
}

function mendUnknown(subject: Subject, parent: KeyPath, key: string, known: readonly string[]): string {
    const head = parent.length === 0 ? /^([a-z]+)[.[]/.exec(key)?.[1] : undefined;
    if (head !== undefined && known.includes(head)) {
        const flags = head === "secrets" || head === "notify" ? "--secret --path" : "--path";
        return `remove it and run pulumi config set ${flags} 'slipway:${key}' --stack ${subject.stack}`;
    }
    const near = nearestName(key, known);
    return near === undefined ? "remove it" : `did you mean ${formatKeyPath([...parent, near])}?`;
}

function valueAt(raw: unknown, path: KeyPath): unknown {
    const [step, ...rest] = path;
    if (step === undefined) return raw;
    const isThere = (isMap(raw) || Array.isArray(raw)) && Object.hasOwn(raw, step);
    return isThere ? valueAt((raw as Record<string | number, unknown>)[step], rest) : undefined;
}
