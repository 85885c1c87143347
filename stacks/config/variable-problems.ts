import { looksSecret, mustBeSecret } from "../../components/names/secret-name";
import type { ConfigProblem } from "./config-error";
import { encryptCommand, isEncrypted } from "./encryption";
import { isPlaceholder } from "./placeholder";
import { entriesOf, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";
import { hasSecretTemplate, parseTemplateValue, writtenText } from "./template";

/** What is wrong with the entries of `slipway:env` and `slipway:secrets`, beyond their names and types. */
export function variableProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    const names = new Set(entriesOf(raw.env).map(([name]) => name));
    return [
        ...encryptedElsewhere(subject),
        ...entriesOf(raw.env).flatMap(([name, value]) => envProblems(subject, name, value)),
        ...entriesOf(raw.secrets).flatMap(([name, value]) => secretProblems(subject, name, value, names.has(name))),
    ];
}

/** What is secret as a whole, or in its entries. */
const maybeEncrypted = new Set(["slipway:secrets", "slipway:notify", "slipway:registry"]);

/** The one secret among plain values. */
const encryptedPath = "slipway:domain.acme.dnsToken";

/** Anything else would be decrypted into documents and previews. */
function encryptedElsewhere(subject: Subject): readonly ConfigProblem[] {
    const keys = [...subject.secretKeys].filter((key) => key.startsWith("slipway:") && !maybeEncrypted.has(key));
    return keys.flatMap((key) => {
        const below = [...subject.encrypted].filter((path) => path.startsWith(`${key}.`));
        const paths = below.filter((path) => path !== encryptedPath);
        if (below.length > 0 && paths.length === 0) return [];
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
    const parts = parseTemplateValue(value);
    // A template in the place of the password is what should stand there; another password should not.
    if (hasSecretTemplate(parts) ? mustBeSecret("", writtenText(parts)) : mustBeSecret(name, value)) {
        const mend = `remove it here and run ${encryptCommand(subject, ["secrets", name])}`;
        return [problemAt(subject, path, { found: "a secret in plain text", expected: encryptedEntry, mend })];
    }
    if (looksSecret(name) && !hasSecretTemplate(parts) && isPlaceholder(value)) {
        const mend = "write the value that this environment really uses";
        return [problemAt(subject, path, { found: "a placeholder", expected: "a real value", mend })];
    }
    return [];
}

function secretProblems(subject: Subject, name: string, value: unknown, inEnv: boolean): readonly ConfigProblem[] {
    const path = ["secrets", name];
    const mend = `run ${encryptCommand(subject, ["secrets", name])}`;
    if (!isEncrypted(subject, path)) {
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
