import type { ConfigProblem } from "./config-error";
import { formatKeyPath } from "./key-path";
import { isPlaceholder } from "./placeholder";
import { entriesOf, type RawConfig } from "./raw-values";
import { looksSecret, mustBeSecret } from "./secret-name";
import { problemAt, type Subject } from "./subject";

/** What is wrong with the entries of `slipway:env` and `slipway:secrets`, beyond their names and types. */
export function variableProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    const names = new Set(entriesOf(raw.env).map(([name]) => name));
    return [
        ...encryptedElsewhere(subject),
        ...entriesOf(raw.env).flatMap(([name, value]) => envProblems(subject, name, value)),
        ...entriesOf(raw.secrets).flatMap(([name, value]) => secretProblems(subject, name, value, names.has(name))),
    ];
}

/** Anything but `slipway:secrets` would be decrypted into documents and previews. */
function encryptedElsewhere(subject: Subject): readonly ConfigProblem[] {
    const keys = [...subject.secretKeys].filter((key) => key.startsWith("slipway:") && key !== "slipway:secrets");
    return keys.map((key) => {
        const paths = [...subject.encrypted].filter((path) => path.startsWith(`${key}.`));
        return problemAt(subject, [key.slice("slipway:".length)], {
            found: paths.length === 0 ? "an encrypted value" : `an encrypted value at ${paths.join(", ")}`,
            expected: "plain values, because previews show them",
            mend: "move a secret to slipway:secrets, and set anything else without --secret",
        });
    });
}

function envProblems(subject: Subject, name: string, data: unknown): readonly ConfigProblem[] {
    if (typeof data === "object") return [];
    const path = ["env", name];
    const value = String(data);
    if (mustBeSecret(name, value)) {
        const mend = `remove it here and run ${setCommand(subject, name)}`;
        return [problemAt(subject, path, { found: "a secret in plain text", expected: encryptedEntry, mend })];
    }
    if (looksSecret(name) && isPlaceholder(value)) {
        const mend = "write the value that this environment really uses";
        return [problemAt(subject, path, { found: "a placeholder", expected: "a real value", mend })];
    }
    return [];
}

function secretProblems(subject: Subject, name: string, value: unknown, inEnv: boolean): readonly ConfigProblem[] {
    const path = ["secrets", name];
    const mend = `run ${setCommand(subject, name)}`;
    if (!isEncrypted(subject, name)) {
        return [problemAt(subject, path, { found: "a secret in plain text", expected: "an encrypted value", mend })];
    }
    if (inEnv) {
        const found = "the same name as in slipway:env";
        return [
            problemAt(subject, path, { found, expected: "each name in one of the two", mend: "remove one of them" }),
        ];
    }
    if (typeof value === "string" && isPlaceholder(value)) {
        return [problemAt(subject, path, { found: "a placeholder", expected: "a value that nobody can guess", mend })];
    }
    return [];
}

const encryptedEntry = "an encrypted entry of slipway:secrets";

/** By the file where it has the entry; what came from elsewhere, such as an environment of Pulumi ESC, by the key. */
function isEncrypted({ lines, encrypted, secretKeys }: Subject, name: string): boolean {
    const path = formatKeyPath(["secrets", name]);
    return lines.has(path) ? encrypted.has(path) : secretKeys.has("slipway:secrets");
}

/** The value is not in the command: Pulumi asks for it, or reads it from standard input. */
function setCommand({ stack }: Subject, name: string): string {
    return `pulumi config set --secret --path 'slipway:secrets.${name}' --stack ${stack}`;
}
