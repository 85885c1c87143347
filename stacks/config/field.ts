import { z } from "zod";

/** What the reference, the editor and the error messages say about one field of the configuration. */
export interface FieldNote {
    /** What the field means to the operator, as a sentence. */
    readonly meaning: string;
    /** What may be there, to follow "expected". */
    readonly expected: string;
    /** A value as it is written in YAML. */
    readonly example: string;
    /** What happens to what runs when the value changes, as a sentence; absent for a map whose keys say it. */
    readonly change?: string;
}

const notes = z.registry<FieldNote>();

/**
 * Attaches a note to a schema, and returns the schema.
 *
 * @throws Error when the schema has a note already, which would be lost
 */
export function field<Schema extends z.ZodType>(note: FieldNote, schema: Schema): Schema {
    if (notes.has(schema)) throw new Error(`one schema for two fields: ${notes.get(schema)?.meaning} ${note.meaning}`);
    notes.add(schema, note);
    return schema;
}

/** The note on a schema itself. */
export function noteOf(schema: z.core.$ZodType): FieldNote | undefined {
    return notes.get(schema as z.ZodType);
}

/** The schema of the value at a path below a schema; `undefined` where the schema knows no such value. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
    const [step, ...rest] = path;
    if (step === undefined) return schema;
    const below = childSchema(unwrap(schema), step);
    return below === undefined ? undefined : schemaAt(below, rest);
}

/** The schema inside a default, an optional or a transform. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
    if (schema instanceof z.ZodPrefault || schema instanceof z.ZodDefault) return unwrap(schema.def.innerType);
    if (schema instanceof z.ZodExactOptional) return unwrap(schema.def.innerType);
    return schema instanceof z.ZodPipe ? unwrap(schema.def.in) : schema;
}

function childSchema(schema: z.core.$ZodType, step: PropertyKey): z.core.$ZodType | undefined {
    if (schema instanceof z.ZodObject)
        return Object.hasOwn(schema.shape, step) ? schema.shape[String(step)] : undefined;
    if (schema instanceof z.ZodArray) return schema.def.element;
    return schema instanceof z.ZodRecord ? schema.def.valueType : undefined;
}
