/** A value of `slipway:env` taken apart: literal texts, and templates such as `${postgres.host}`. */
export type TemplateValue = readonly (string | Template)[];

/** Stands for what a database or Redis of the stack is reached with. */
export interface Template {
    /** What stands before the dot, e.g. `postgres`. */
    readonly source: string;
    /** What stands behind it, e.g. `host`. */
    readonly field: string;
}

/** Fields of each source, and whether their values are secret. */
export const templateFields: Readonly<Record<string, Readonly<Record<string, "plain" | "secret">>>> = {
    postgres: { user: "plain", password: "secret", host: "plain", port: "plain", database: "plain" },
    redis: { host: "plain", port: "plain", password: "secret", url: "secret" },
};

/** Takes a value apart; `$${postgres.host}` is the text `${postgres.host}` itself. */
export function parseTemplateValue(value: string): TemplateValue {
    const parts: (string | Template)[] = [];
    let end = 0;
    for (const match of value.matchAll(/(\$?)\$\{([A-Za-z_][\w-]*)\.([\w.-]*)\}/g)) {
        const [whole, dollar, source = "", field = ""] = match;
        parts.push(value.slice(end, match.index), dollar === "" ? { source, field } : whole.slice(1));
        end = match.index + whole.length;
    }
    return [...parts, value.slice(end)].filter((part) => part !== "");
}

/** Whether a value holds the place of a secret, whose value then stands nowhere in clear. */
export function hasSecretTemplate(value: TemplateValue): boolean {
    return value.some((part) => typeof part !== "string" && templateFields[part.source]?.[part.field] === "secret");
}

/** What of a value is written out. */
export function writtenText(value: TemplateValue): string {
    return value.filter((part) => typeof part === "string").join("");
}
