import { z } from "zod";
import { badRequest, unprocessable } from "./api-error";

/**
 * The body as the schema has it; keys that the schema does not know are dropped, as the API does.
 *
 * @throws ApiError 400 when it is no JSON object, 422 for the first thing in it that is not valid
 */
export function read<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
    if (typeof body !== "object" || body === null || Array.isArray(body)) throw badRequest();
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw unprocessable(`${issue?.path.join(".") || "request"}: ${issue?.message ?? "is not valid"}`);
}

/** A field that clients leave out, or send as null. */
export function optional<T extends z.ZodType>(schema: T): z.ZodType<z.infer<T> | undefined> {
    return schema.nullish().transform((value) => value ?? undefined) as z.ZodType<z.infer<T> | undefined>;
}

/** A list that clients leave out, or send as null: then it is empty. */
export function list<T extends z.ZodType>(schema: T): z.ZodType<readonly z.infer<T>[]> {
    return z
        .array(schema)
        .nullish()
        .transform((value) => value ?? []) as z.ZodType<readonly z.infer<T>[]>;
}

/** Ids of droplets: clients send numbers, some send them as text. */
export const dropletId = z.coerce.number().int().positive();
