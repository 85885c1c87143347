import { z } from "zod";

/** Schema of a text that a parser understands; the parsed value takes its place. */
export function parsed<Value>(parse: (text: string) => Value | undefined) {
    return z.string().transform((text, context): Value => {
        const value = parse(text);
        if (value !== undefined) return value;
        context.addIssue({ code: "custom", message: "cannot be read" });
        return z.NEVER;
    });
}
