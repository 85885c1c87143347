import type { ConfigProblem } from "./config-error";
import { foundText } from "./found-text";
import { ipv4RangesOf } from "./ipv4-range";
import { isKeyName } from "./key-name";
import { entriesOf, itemsOf, type RawConfig } from "./raw-values";
import { publicKeyFault } from "./ssh-public-key";
import { problemAt, type Subject } from "./subject";

/** What is wrong with `slipway:servers` beyond types: ranges and keys that are nearly right, and an engine beside them. */
export function serversProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    if (raw.servers === undefined) return [];
    const { allowSshFrom, keys } = Object.fromEntries(entriesOf(raw.servers));
    return [
        ...engineProblems(subject, raw),
        ...itemsOf(allowSshFrom).flatMap((range, index) => rangeProblems(subject, range, index)),
        ...keyProblems(subject, entriesOf(keys)),
    ];
}

function engineProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    if (raw.engine === undefined) return [];
    return [
        problemAt(subject, ["engine"], {
            found: `${foundText(raw.engine, false)} beside slipway:servers`,
            expected: "one place to deploy to: this machine's engine, or servers",
            mend: "remove one of the two",
        }),
    ];
}

/** Other texts are refused by the schema. */
function rangeProblems(subject: Subject, range: unknown, index: number): readonly ConfigProblem[] {
    const meant = typeof range === "string" ? ipv4RangesOf(range) : [];
    const [likeliest, alone] = meant;
    if (likeliest === undefined || likeliest === range) return [];
    return [
        problemAt(subject, ["servers", "allowSshFrom", index], {
            found: foundText(range, false),
            expected: "a range of IPv4 addresses by its first one",
            mend: `write ${likeliest}${alone === undefined ? "" : `, or ${alone} for the one address`}`,
        }),
    ];
}

function keyProblems(subject: Subject, keys: readonly [name: string, key: unknown][]): readonly ConfigProblem[] {
    const seen = new Map<string, string>();
    return keys.flatMap(([name, key]) => {
        const path = ["servers", "keys", name];
        const badName = nameReason(name);
        if (badName !== undefined) return [problemAt(subject, path, badName)];
        if (typeof key !== "string") return [];
        const found = publicKeyFault(key);
        if (found !== undefined) return [problemAt(subject, path, { found, ...keyMend(found) })];
        const [, blob = ""] = key.trim().split(/[ \t]+/);
        const other = seen.get(blob);
        seen.set(blob, other ?? name);
        if (other === undefined) return [];
        return [
            problemAt(subject, path, {
                found: `the same key as slipway:servers.keys.${other}`,
                expected: "each key once, so that taking it away takes it away",
                mend: "remove one of the two",
            }),
        ];
    });
}

type Reason = Pick<ConfigProblem, "found" | "expected" | "mend">;

function nameReason(name: string): Reason | undefined {
    if (isKeyName(name)) return undefined;
    return {
        found: name === "slipway" ? "the name of Slipway's own key" : "a name that no key can have",
        expected: "at most 32 letters, digits, dots, dashes and underscores, with a letter or digit first",
        mend: "give it the name of the person, for example alice",
    };
}

function keyMend(found: string): Omit<Reason, "found"> {
    return {
        expected: "a public SSH key: ssh-ed25519, ecdsa-sha2-…, sk-… or ssh-rsa of 2048 bits",
        mend:
            found === "a private key"
                ? "take it out of the file, don't use it any more, and write the line of a new .pub file"
                : "copy the whole line of the file that ends in .pub, for example ~/.ssh/id_ed25519.pub",
    };
}
