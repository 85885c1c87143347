import { z } from "zod";
import { field } from "../field";

const value = field(
    {
        meaning: "The value of a header.",
        expected: "a text in one line, a number, true or false",
        example: '"bearer ${token}"',
    },
    // Bytes that HTTP allows: tabs, but no other control character.
    z.union([z.string().regex(/^[\t\x20-\x7e\u0080-\uffff]*$/), z.number(), z.boolean()]).transform(String),
);

/** Headers of a request or an answer, as texts, by names that HTTP allows. */
export const headers = z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), value);
