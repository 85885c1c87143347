import { z } from "zod";
import { field } from "../field";
import { headers } from "./headers";

const status = z.int().min(100).max(599);

/** What the answer to a step has to be like. */
export const expectationSchema = field(
    {
        meaning: "What the answer has to be like.",
        expected: "a map with status, json, text or headers",
        example: "expect: { status: 201, json: { $.name: Ada } }",
    },
    z
        .strictObject({
            status: field(
                {
                    meaning: "Its status, or several that are all right; any 2xx when left out.",
                    expected: "a status from 100 to 599, or a list of such",
                    example: "status: 201",
                },
                z.union([status.transform((one) => [one]), z.array(status).min(1)]).exactOptional(),
            ),
            json: field(
                {
                    meaning:
                        "JSONPath (RFC 9535) → the value there, `{ matches: PATTERN }` or `{ exists: true }` (or false).",
                    expected: "a map of JSONPaths to values",
                    example: "json: { $.id: { exists: true }, $.name: Ada }",
                },
                z.record(z.string(), z.json()).default({}),
            ),
            text: field(
                {
                    meaning: "A text that the body contains, or a list of such.",
                    expected: "a text or a list of texts",
                    example: "text: Welcome",
                },
                z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
            ),
            headers: field(
                {
                    meaning: "Header → its value.",
                    expected: "a map of headers to texts",
                    example: "headers: { content-type: text/html }",
                },
                headers.default({}),
            ),
        })
        .prefault({}),
);
