import { z } from "zod";
import { type FieldNote, noteOf, unwrap } from "../stacks/config/field";
import { configSchema } from "../stacks/config/schema";

/** The page docs/reference/configuration.md: every key of a stack's configuration, drawn from what checks it. */
export function renderConfiguration(): string {
    const groups = fieldsOf(configSchema, "slipway:").map((field) => sectionOf(field));
    return `${[intro, ...groups].join("\n\n")}\n`;
}

const intro = `# Configuration of a stack

<!-- Made by \`npm run docs\` from stacks/config/schema.ts: change it there. -->

A stack is an environment; its configuration lies in \`Pulumi.STACK.yaml\`, below \`config:\`. Slipway understands these
keys, and refuses others that start with \`slipway:\`. Of the keys of providers (\`docker:\`, \`cloudflare:\` …) it asks only
for the two tokens that servers need. All problems are reported at once, before anything changes.
\`Pulumi.local.example.yaml\` and \`Pulumi.production.yaml\` show them in use.

Set a value in the file, or with \`pulumi config set --path 'slipway:domain.port' 8080 --stack STACK\`; a secret only with
\`pulumi config set --secret --path 'slipway:secrets.NAME' --stack STACK\`, which asks for it.`;

interface Field {
    readonly path: string;
    readonly note: FieldNote;
    readonly schema: z.core.$ZodType;
}

/** A top-level key with the keys below it. */
function sectionOf(top: Field): string {
    const below = descendantsOf(top);
    const parts = [
        `## \`${top.path}\``,
        bodyOf(top),
        ...below.flatMap((field) => [`### \`${field.path}\``, bodyOf(field)]),
    ];
    return parts.join("\n\n");
}

function descendantsOf(field: Field): readonly Field[] {
    return childrenOf(field).flatMap((child) => [child, ...descendantsOf(child)]);
}

function childrenOf({ path, schema }: Field): readonly Field[] {
    const inner = unwrap(schema);
    if (inner instanceof z.ZodArray) return fieldsOf(unwrap(inner.def.element), `${path}[].`);
    if (inner instanceof z.ZodRecord) return fieldOf(`${path}.NAME`, inner.def.valueType);
    return fieldsOf(inner, `${path}.`);
}

function fieldsOf(schema: z.core.$ZodType, prefix: string): readonly Field[] {
    if (!(schema instanceof z.ZodObject)) return [];
    return Object.entries(schema.shape).flatMap(([key, child]) => fieldOf(`${prefix}${key}`, child));
}

function fieldOf(path: string, schema: z.core.$ZodType): readonly Field[] {
    const note = noteOf(schema);
    return note === undefined ? [] : [{ path, note, schema }];
}

function bodyOf({ note, schema }: Field): string {
    return [
        note.meaning,
        "",
        `- Expected: ${note.expected}`,
        `- ${defaultOf(schema)}`,
        `- Example: \`${note.example}\``,
        ...(note.change === undefined ? [] : [`- When it changes: ${lowerFirst(note.change)}`]),
    ].join("\n");
}

function defaultOf(schema: z.core.$ZodType): string {
    if (schema instanceof z.ZodExactOptional) return "Default: none";
    if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
        const value: unknown = schema.def.defaultValue;
        return isEmpty(value) ? "Default: empty" : `Default: \`${String(value)}\``;
    }
    return "Required";
}

function isEmpty(value: unknown): boolean {
    return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function lowerFirst(sentence: string): string {
    return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
