import type { ConfigProblem } from "./config-error";
import { encryptCommand, isEncrypted } from "./encryption";
import { entriesOf, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";

/** URLs of `slipway:notify` that stand in plain text: who knows one can post in the team's name. */
export function notifyProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    return entriesOf(raw.notify)
        .filter(([name, value]) => ["slack", "webhook"].includes(name) && typeof value === "string")
        .filter(([name]) => !isEncrypted(subject, ["notify", name]))
        .map(([name]) =>
            problemAt(subject, ["notify", name], {
                found: "a URL in plain text",
                expected: "an encrypted value, because who knows the URL can post to it",
                mend: `run ${encryptCommand(subject, ["notify", name])}`,
            }),
        );
}
