import { z } from "zod";
import { parseDuration } from "../duration";
import { field } from "../field";
import { parseHostname } from "../hostname";
import { parsed } from "../parsed";
import { expectationSchema } from "./expectation-schema";
import { headers } from "./headers";
import { plainValue } from "./plain-value";
import { parseRequest } from "./request";

// Made anew for each key, because a note belongs to one schema.
const name = () => z.string().trim().min(1).exactOptional();
const seconds = () => parsed(parseDuration).exactOptional();
const file = field(
    {
        meaning: "A file to upload.",
        expected: "a map with content or path",
        example: "{ name: offer.txt, type: text/plain, content: hello }",
    },
    z.strictObject({
        name: field({ meaning: "Its name.", expected: "a text", example: "name: offer.txt" }, name()),
        type: field(
            { meaning: "Its media type.", expected: "a media type", example: "type: text/plain" },
            z
                .string()
                .regex(/^[\w.+-]+\/[\w.+-]+(?:; *[\w-]+=[\w-]+)?$/)
                .exactOptional(),
        ),
        content: field(
            { meaning: "Its text.", expected: "a text", example: "content: hello" },
            z.string().exactOptional(),
        ),
        path: field(
            {
                meaning: "Where it lies, from the folder of the flow file.",
                expected: "a path",
                example: "path: ./offer.pdf",
            },
            z.string().min(1).exactOptional(),
        ),
    }),
);

const step = field(
    {
        meaning: "A request, and what it has to be answered with.",
        expected: "a map with request",
        example: "{ request: GET /, expect: { text: Welcome } }",
    },
    z.strictObject({
        name: field(
            {
                meaning: "What the step does, for the output; the request when left out.",
                expected: "a text",
                example: "name: log in",
            },
            name(),
        ),
        request: field(
            {
                meaning: "Method and path, with the query.",
                expected:
                    "a method (GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS), a blank and a path that starts with /",
                example: "request: GET /api/v1/leads",
            },
            parsed(parseRequest),
        ),
        host: field(
            {
                meaning: "Host of a route whose service is meant; that of the first route when left out.",
                expected: "the host of a route",
                example: "host: app.example.com",
            },
            parsed(parseHostname).exactOptional(),
        ),
        headers: field(
            {
                meaning: "Headers of the request.",
                expected: "a map of headers to texts",
                example: 'headers: { authorization: "bearer ${token}" }',
            },
            headers.default({}),
        ),
        json: field(
            { meaning: "The body, sent as JSON.", expected: "a value that JSON knows", example: "json: { name: Ada }" },
            z.json().exactOptional(),
        ),
        form: field(
            {
                meaning: "The body, sent as a page's form is.",
                expected: "a map of fields to texts",
                example: "form: { username: ada }",
            },
            z.record(z.string(), plainValue).exactOptional(),
        ),
        files: field(
            {
                meaning: "Files to upload, by the name of their field (multipart/form-data).",
                expected: "a map of fields to files",
                example: "files: { file: { name: offer.txt, content: hello } }",
            },
            z.record(z.string(), file).exactOptional(),
        ),
        fields: field(
            {
                meaning: "Further fields beside `files`.",
                expected: "a map of fields to texts",
                example: "fields: { title: Offer }",
            },
            z.record(z.string(), plainValue).exactOptional(),
        ),
        body: field(
            {
                meaning: "The body as it is; the header `content-type` says what it is, or else it is plain text.",
                expected: "a text",
                example: "body: hello",
            },
            z.string().exactOptional(),
        ),
        expect: expectationSchema,
        capture: field(
            {
                meaning: "Variable → JSONPath into the answer, or `header.NAME`; later steps use it as `${NAME}`.",
                expected: "a map of variables to JSONPaths",
                example: "capture: { token: $.access_token }",
            },
            z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/), z.string()).default({}),
        ),
        within: field(
            {
                meaning: "For GET and HEAD: how long it is asked again until the expectation holds.",
                expected: "a duration such as 20s or 2m",
                example: "within: 20s",
            },
            seconds(),
        ),
        timeout: field(
            {
                meaning: "How long one answer may take; 10s when left out.",
                expected: "a duration such as 10s or 1m",
                example: "timeout: 10s",
            },
            seconds(),
        ),
    }),
);

const flow = field(
    {
        meaning: "Requests that a user would send one after the other.",
        expected: "a map with name and steps",
        example: "{ name: the page, steps: [{ request: GET / }] }",
    },
    z.strictObject({
        name: field(
            { meaning: "What the flow shows, for the output.", expected: "a text", example: "name: a lead comes in" },
            z.string().trim().min(1),
        ),
        steps: field(
            {
                meaning: "The steps; the first one that is red ends the flow.",
                expected: "a list of one step or more",
                example: "steps: [{ request: GET / }]",
            },
            z.array(step).min(1),
        ),
        cleanup: field(
            {
                meaning: "Steps that remove what the flow made: always run, as far as their variables were captured.",
                expected: "a list of steps",
                example: 'cleanup: [{ request: "DELETE /api/v1/leads/${lead}" }]',
            },
            z.array(step).default([]),
        ),
    }),
);

/** A file of smoke flows. */
export const smokeSchema = field(
    {
        meaning: "Flows of requests that show that a release works.",
        expected: "a map with flows",
        example: "flows: [{ name: the page, steps: [{ request: GET / }] }]",
    },
    z.strictObject({
        flows: field(
            {
                meaning: "The flows, run one after the other.",
                expected: "a list of one flow or more",
                example: "flows: [{ name: the page, steps: [{ request: GET / }] }]",
            },
            z.array(flow).min(1),
        ),
    }),
);

/** A step as it passed the schema. */
export type StepInput = z.output<typeof step>;

/** The file as it passed the schema. */
export type SmokeInput = z.output<typeof smokeSchema>;
