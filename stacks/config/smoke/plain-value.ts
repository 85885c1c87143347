import { z } from "zod";
import { field } from "../field";

/** A value of a header or a form, as text. */
export const plainValue = field(
    { meaning: "A value.", expected: "a text, a number, true or false", example: '"+966501234567"' },
    z.union([z.string(), z.number(), z.boolean()]).transform(String),
);
