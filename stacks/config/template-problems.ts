import type { ConfigProblem } from "./config-error";
import { nearestName } from "./nearest-name";
import { entriesOf, isMap, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";
import { brokenTemplates, parseTemplateValue, type Template, templateFields } from "./template";

/** Templates in `slipway:env` that name nothing, or something that the stack does not have; any in `slipway:secrets`. */
export function templateProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    return [
        ...textsOf(raw.env).flatMap(([name, value]) => {
            const broken = brokenTemplates(value).map((start) => ({ found: `${start}…`, ...incomplete }));
            const wrong = templatesOf(value).flatMap((template) => {
                const reason = reasonOf(template, raw);
                return reason === undefined ? [] : [{ found: `\${${template.source}.${template.field}}`, ...reason }];
            });
            return [...broken, ...wrong].map((problem) => problemAt(subject, ["env", name], problem));
        }),
        ...textsOf(raw.secrets)
            .filter(([, value]) => isTemplated(value))
            .map(([name]) => problemAt(subject, ["secrets", name], notInSecrets)),
    ];
}

function textsOf(value: unknown): readonly (readonly [name: string, value: string])[] {
    return entriesOf(value).flatMap(([name, text]) => (typeof text === "string" ? [[name, text] as const] : []));
}

function templatesOf(value: string): readonly Template[] {
    return parseTemplateValue(value).filter((part) => typeof part !== "string");
}

/** What has a dot somewhere in braces may well be part of a password; a source that is known is not. */
function isTemplated(value: string): boolean {
    const isKnown = ({ source }: Template) => Object.hasOwn(templateFields, source);
    return brokenTemplates(value).length > 0 || templatesOf(value).some(isKnown);
}

/** Says nothing of the value, which is secret. */
const notInSecrets = {
    found: "a template such as ${postgres.password}",
    expected: "the secret itself, because templates count in slipway:env only",
    mend: "remove it here, and write the value with its templates into slipway:env",
};

const incomplete: Reason = {
    expected: "a whole template such as ${postgres.host}, without spaces and defaults",
    mend: "correct it, or write $${ for the text itself",
};

type Reason = Pick<ConfigProblem, "expected" | "mend">;

function reasonOf({ source, field }: Template, raw: RawConfig): Reason | undefined {
    const sources = Object.keys(templateFields);
    const fields = Object.hasOwn(templateFields, source) ? Object.keys(templateFields[source] ?? {}) : undefined;
    if (fields === undefined) {
        const near = nearestName(source, sources);
        return {
            expected: `a template of ${sources.join(" or ")}`,
            mend: near === undefined ? `write $\${${source}.${field}} for the text itself` : `did you mean ${near}?`,
        };
    }
    if (!fields.includes(field)) {
        const near = nearestName(field, fields);
        return {
            expected: `one of ${fields.map((each) => `${source}.${each}`).join(", ")}`,
            mend: near === undefined ? "write one of these" : `did you mean \${${source}.${near}}?`,
        };
    }
    if (isMap(raw[source])) return undefined;
    return {
        expected: `slipway:${source}, which says which service that is`,
        mend: `add slipway:${source} with the service's name in the compose file`,
    };
}
