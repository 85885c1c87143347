import type { ConfigProblem } from "./config-error";
import { encryptCommand, isEncrypted } from "./encryption";
import { isPlaceholder } from "./placeholder";
import { entriesOf, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";

/** What is wrong with `slipway:registry` beyond types; none of its password is in it. */
export function registryProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    if (raw.registry === undefined) return [];
    const registry = Object.fromEntries(entriesOf(raw.registry));
    return [
        ...(raw.servers === undefined ? [problemAt(subject, ["registry"], withoutServers)] : []),
        ...loginProblems(subject, registry),
    ];
}

const withoutServers = {
    found: "a registry without slipway:servers",
    expected: "a registry for servers, because this machine's engine has what it builds",
    mend: "remove it, or add slipway:servers",
};

function loginProblems(subject: Subject, { user, password }: Record<string, unknown>): readonly ConfigProblem[] {
    const path = ["registry", "password"];
    const mend = `run ${encryptCommand(subject, path)}`;
    if (user === undefined && password !== undefined) {
        const expected = "the user whose password slipway:registry.password is";
        return [problemAt(subject, ["registry", "user"], { found: "nothing", expected, mend: "add user" })];
    }
    if (user !== undefined && password === undefined) {
        return [problemAt(subject, path, { found: "nothing", expected: "the user's password, encrypted", mend })];
    }
    if (typeof password !== "string") return [];
    if (!isEncrypted(subject, path)) {
        return [problemAt(subject, path, { found: "a secret in plain text", expected: "an encrypted value", mend })];
    }
    if (isPlaceholder(password)) {
        return [problemAt(subject, path, { found: "a placeholder", expected: "the user's real password", mend })];
    }
    return [];
}
