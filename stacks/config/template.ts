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

/** How a template of a known source starts, whether or not it is one. */
const start = `\\$\\{\\s*(?:${Object.keys(templateFields).join("|")})`;

/** Text with a dollar sign more than it means, or a template. */
const templates = new RegExp(
    String.raw`\$(?<literal>${start}[^}$]*\}?|\$\{[A-Za-z_][\w-]*\.[\w.-]*\})|\$\{(?<source>[A-Za-z_][\w-]*)\.(?<field>[\w.-]*)\}`,
    "g",
);

/** Takes a value apart; `$${postgres.host}` is the text `${postgres.host}` itself. */
export function parseTemplateValue(value: string): TemplateValue {
    const parts: (string | Template)[] = [];
    let end = 0;
    for (const match of value.matchAll(templates)) {
        const [whole] = match;
        const { literal, source = "", field = "" } = match.groups ?? {};
        parts.push(value.slice(end, match.index), literal ?? { source, field });
        end = match.index + whole.length;
    }
    return [...parts, value.slice(end)].filter((part) => part !== "");
}

/** What starts like a template of a known source and is none, such as `${postgres` or `${ redis.url`: the starts alone. */
export function brokenTemplates(value: string): readonly string[] {
    const rest = value.replaceAll(templates, " ");
    return rest.match(new RegExp(String.raw`${start}[\w.-]*`, "g")) ?? [];
}

/** Whether a value holds the place of a secret, whose value then stands nowhere in clear. */
export function hasSecretTemplate(value: TemplateValue): boolean {
    return value.some((part) => typeof part !== "string" && templateFields[part.source]?.[part.field] === "secret");
}

/** What of a value is written out. */
export function writtenText(value: TemplateValue): string {
    return value.filter((part) => typeof part === "string").join("");
}
