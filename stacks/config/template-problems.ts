import type { ConfigProblem } from "./config-error";
import { nearestName } from "./nearest-name";
import { entriesOf, isMap, type RawConfig } from "./raw-values";
import { problemAt, type Subject } from "./subject";
import { parseTemplateValue, type Template, templateFields } from "./template";

/** Templates in `slipway:env` that name nothing, or something that the stack does not have. */
export function templateProblems(subject: Subject, raw: RawConfig): readonly ConfigProblem[] {
    return entriesOf(raw.env).flatMap(([name, value]) =>
        (typeof value === "string" ? parseTemplateValue(value) : [])
            .filter((part) => typeof part !== "string")
            .flatMap((template) => {
                const reason = reasonOf(template, raw);
                const found = `\${${template.source}.${template.field}}`;
                return reason === undefined ? [] : [problemAt(subject, ["env", name], { found, ...reason })];
            }),
    );
}

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
