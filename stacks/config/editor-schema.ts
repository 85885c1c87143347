import { z } from "zod";
import { noteOf, schemaAt } from "./field";
import { configSchema } from "./schema";

/**
 * The JSON Schema of a stack's file, with which an editor completes, explains and checks its keys
 * (`# yaml-language-server: $schema=stacks/config.schema.json`). Keys of other namespaces are left alone.
 */
export function editorSchema(): object {
    const { properties = {}, required = [] } = z.toJSONSchema(configSchema, {
        target: "draft-7",
        io: "input",
        override,
    });
    const namespaced = Object.entries(properties).map(([key, schema]) => [`slipway:${key}`, schema] as const);
    return {
        $schema: "http://json-schema.org/draft-07/schema#",
        title: "Configuration of a Slipway stack",
        type: "object",
        properties: {
            config: {
                type: "object",
                properties: Object.fromEntries(namespaced),
                required: required.map((key) => `slipway:${key}`),
                patternProperties: { "^(?!slipway:)": {} },
                additionalProperties: false,
            },
        },
    };
}

const encrypted = [
    ["secrets", "NAME"],
    ["registry", "password"],
    ["domain", "acme", "dnsToken"],
    ["notify", "slack"],
    ["notify", "webhook"],
] as const;

/** Descriptions come from the notes; a secret stands in the file encrypted. */
function override({
    zodSchema,
    jsonSchema,
}: {
    zodSchema: z.core.$ZodType;
    jsonSchema: z.core.JSONSchema.BaseSchema;
}): void {
    const note = noteOf(zodSchema);
    if (note === undefined) return;
    jsonSchema.description = [note.meaning, note.change && `When it changes: ${note.change}`].filter(Boolean).join(" ");
    if (!encrypted.some((path) => zodSchema === schemaAt(configSchema, path))) return;
    jsonSchema.type = "object";
    jsonSchema.properties = { secure: { type: "string" } };
    jsonSchema.required = ["secure"];
    jsonSchema.additionalProperties = false;
}
