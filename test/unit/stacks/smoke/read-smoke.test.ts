import { expect } from "chai";
import { ConfigError } from "../../../../stacks/config/config-error";
import { readSmoke } from "../../../../stacks/config/smoke/read-smoke";
import type { SmokeContext } from "../../../../stacks/config/smoke/smoke-context";

const context: SmokeContext = {
    hosts: ["app.example.com", "api.example.com"],
    plain: ["ADMIN_EMAIL"],
    secrets: ["ADMIN_PASSWORD"],
    digest: (path) => (path === "./offer.pdf" ? "0a1b2c3d4e5f" : undefined),
    locate: (path) => path.replace("./", "smoke/"),
};

const read = (text: string, changes: Partial<SmokeContext> = {}) =>
    readSmoke(text, "smoke/leads.yaml", { ...context, ...changes });

/** What is said of a file, without its first line. */
function problemsOf(text: string, changes?: Partial<SmokeContext>): string {
    try {
        read(text, changes);
    } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        const [head, ...problems] = error.message.split("\n");
        expect(head).to.equal("smoke/leads.yaml is not valid:");
        return problems.map((line) => line.trim()).join("\n");
    }
    return "no problem";
}

/** A file with one flow of one step, which stands in line 4. */
const step = (text: string) => `flows:\n  - name: one\n    steps:\n      - { ${text} }\n`;

describe("a file of smoke flows", () => {
    it("is read whole", () => {
        const text = `
flows:
  - name: a lead comes in
    steps:
      - name: log in
        request: POST /login
        host: API.example.com
        headers: { accept: application/json, x-number: 5 }
        form: { username: "\${ADMIN_EMAIL}", password: "\${ADMIN_PASSWORD}", remember: true }
        expect:
          status: [200, 201]
          json:
            $.type: bearer
            $.id: { matches: "^[0-9]+$" }
            $.error: { exists: false }
            $.nested: { matches: a, more: b }
          text: token
          headers: { content-type: application/json }
        capture: { token: $.access_token, next: header.Location }
        timeout: 1m
      - request: POST /leads/\${token}?q=سارة
        files: { file: { path: ./offer.pdf }, note: { name: عرض.txt, content: "مرحبا \${unique}" } }
        fields: { title: offer }
      - request: GET /leads
        within: 1m30s
      - request: PUT /text
        body: hello
      - request: PATCH /json
        json: [1, null, { a: "\${token}" }]
    cleanup:
      - request: DELETE /leads/\${token}
`;
        const rest = { host: "app.example.com", headers: {}, capture: {}, timeout: 10 };
        const anything = { json: {}, text: [], headers: {} };
        expect(read(text)).to.deep.equal([
            {
                name: "a lead comes in",
                steps: [
                    {
                        name: "log in",
                        method: "POST",
                        path: "/login",
                        host: "api.example.com",
                        headers: { accept: "application/json", "x-number": "5" },
                        body: {
                            kind: "form",
                            fields: { username: "${ADMIN_EMAIL}", password: "${ADMIN_PASSWORD}", remember: "true" },
                        },
                        expect: {
                            status: [200, 201],
                            json: {
                                "$.type": { equals: "bearer" },
                                "$.id": { matches: "^[0-9]+$" },
                                "$.error": { exists: false },
                                "$.nested": { equals: { matches: "a", more: "b" } },
                            },
                            text: ["token"],
                            headers: { "content-type": "application/json" },
                        },
                        capture: { token: "$.access_token", next: "header.Location" },
                        timeout: 60,
                    },
                    {
                        ...rest,
                        name: "POST /leads/${token}?q=سارة",
                        method: "POST",
                        path: "/leads/${token}?q=سارة",
                        body: {
                            kind: "multipart",
                            fields: { title: "offer" },
                            files: {
                                file: {
                                    name: "offer.pdf",
                                    type: "application/octet-stream",
                                    content: { path: "smoke/offer.pdf", digest: "0a1b2c3d4e5f" },
                                },
                                note: { name: "عرض.txt", type: "text/plain", content: "مرحبا ${unique}" },
                            },
                        },
                        expect: anything,
                    },
                    { ...rest, name: "GET /leads", method: "GET", path: "/leads", expect: anything, within: 90 },
                    {
                        ...rest,
                        name: "PUT /text",
                        method: "PUT",
                        path: "/text",
                        body: { kind: "text", text: "hello" },
                        expect: anything,
                    },
                    {
                        ...rest,
                        name: "PATCH /json",
                        method: "PATCH",
                        path: "/json",
                        body: { kind: "json", value: [1, null, { a: "${token}" }] },
                        expect: anything,
                    },
                ],
                cleanup: [
                    {
                        ...rest,
                        name: "DELETE /leads/${token}",
                        method: "DELETE",
                        path: "/leads/${token}",
                        expect: anything,
                    },
                ],
            },
        ]);
    });

    it("asks localhost where no route has a host", () => {
        expect(read(step("request: GET /"), { hosts: [] })[0]?.steps[0]?.host).to.equal("localhost");
    });

    describe("is refused", () => {
        const at = "smoke/leads.yaml:4 flows[0].steps[0]";
        const table: readonly (readonly [what: string, text: string, problem: string])[] = [
            [
                "when it is empty",
                "",
                "smoke/leads.yaml:1: found nothing, expected a map with flows; write for example flows: [{ name: the page, steps: [{ request: GET / }] }]",
            ],
            [
                "when it has no flows",
                "flows: []",
                "smoke/leads.yaml:1 flows: found an empty list, expected a list of one flow or more; write for example flows: [{ name: the page, steps: [{ request: GET / }] }]",
            ],
            [
                "when a flow has no steps",
                "flows:\n  - name: one",
                "smoke/leads.yaml:2 flows[0].steps: found nothing, expected a list of one step or more; write for example steps: [{ request: GET / }]",
            ],
            [
                "when it is no YAML",
                "flows:\n  - a: b: c",
                "smoke/leads.yaml:2: found no YAML (block as implicit key), expected a map in YAML; correct the line",
            ],
            [
                "with an alias of nothing",
                "flows: *all",
                "smoke/leads.yaml:1: found no YAML (Unresolved alias (the anchor must be set before the alias): all), expected a map in YAML; write the value in place of the alias",
            ],
            [
                "with an unknown key of a step",
                step("request: GET /, expects: { status: 200 }"),
                `${at}.expects: found a key that Slipway does not know, expected one of name, request, host, headers, json, form, files, fields, body, expect, capture, within, timeout; did you mean flows[0].steps[0].expect?`,
            ],
            [
                "with an unknown key of a flow",
                "flows:\n  - name: one\n    step: []\n    steps: [{ request: GET / }]",
                "smoke/leads.yaml:3 flows[0].step: found a key that Slipway does not know, expected one of name, steps, cleanup; did you mean flows[0].steps?",
            ],
            [
                "with a step that is no map",
                "flows:\n  - name: one\n    steps:\n      - GET /",
                `${at}: found "GET /", expected a map with request; write for example { request: GET /, expect: { text: Welcome } }`,
            ],
            [
                "with a method that there is not",
                step("request: FETCH /"),
                `${at}.request: found "FETCH /", expected a method (GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS), a blank and a path that starts with /; write for example request: GET /api/v1/leads`,
            ],
            [
                "with a path that does not start with a slash",
                step("request: GET leads"),
                `${at}.request: found "GET leads", expected a method (GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS), a blank and a path that starts with /; write for example request: GET /api/v1/leads`,
            ],
            [
                "with a status that is none",
                step("request: GET /, expect: { status: [200, 99] }"),
                `${at}.expect.status[1]: found 99, expected a status from 100 to 599, or a list of such; write for example status: 201`,
            ],
            [
                "with two bodies",
                step("request: POST /, json: {}, form: {}"),
                `${at}.form: found json and form in one step, expected one body; keep one of them`,
            ],
            [
                "with fields and no files",
                step("request: POST /, fields: { a: b }"),
                `${at}.fields: found fields without files, expected fields beside files; write form instead, or add files`,
            ],
            [
                "with a POST that would be repeated",
                step("request: POST /, within: 5s"),
                `${at}.within: found within on a POST, which would be sent again and again, expected within on GET and HEAD only; remove it, and ask for the result in a GET step of its own`,
            ],
            [
                "with a time that is none",
                step("request: GET /, within: soon, timeout: 5"),
                [
                    `${at}.within: found "soon", expected a duration such as 20s or 2m; write for example within: 20s`,
                    `${at}.timeout: found 5, expected a duration such as 10s or 1m; write for example timeout: 10s`,
                ].join("\n"),
            ],
            [
                "with a variable that nothing sets",
                step('request: "GET /?a=${ADMIN_EMAI}", headers: { a: "${NOBODY}" }'),
                [
                    `${at}.request: found \${ADMIN_EMAI}, expected a variable of slipway:env or slipway:secrets, one captured earlier in this flow, or \${unique}; did you mean \${ADMIN_EMAIL}?`,
                    `${at}.headers.a: found \${NOBODY}, expected a variable of slipway:env or slipway:secrets, one captured earlier in this flow, or \${unique}; set slipway:env.NOBODY (or slipway:secrets.NOBODY for a secret), or capture it in an earlier step`,
                ].join("\n"),
            ],
            [
                "with a variable that is captured too late",
                step('request: "GET /${lead}", capture: { lead: $.id }'),
                `${at}.request: found \${lead}, expected a variable that an earlier step of this flow captures; capture lead in a step before this one`,
            ],
            [
                "with a variable of another flow",
                `${step("request: GET /, capture: { lead: $.id }")}  - { name: two, steps: [{ request: "GET /\${lead}" }] }`,
                "smoke/leads.yaml:5 flows[1].steps[0].request: found ${lead}, expected a variable of slipway:env or slipway:secrets, one captured earlier in this flow, or ${unique}; set slipway:env.lead (or slipway:secrets.lead for a secret), or capture it in an earlier step",
            ],
            [
                "when it captures over a variable",
                step("request: GET /, capture: { ADMIN_EMAIL: $.a, unique: $.b, a-b: $.c }"),
                [
                    `${at}.capture.ADMIN_EMAIL: found a variable of the stack, expected a name of its own; choose another name for what is captured`,
                    `${at}.capture.unique: found the name of a variable that Slipway sets, expected a name of its own; choose another name for what is captured`,
                    `${at}.capture.a-b: found the name "a-b", expected letters, digits and _, with no digit first; rename it`,
                ].join("\n"),
            ],
            [
                "with JSONPaths that are none",
                step('request: GET /, expect: { json: { id: 1 } }, capture: { a: "$.[", b: header.a b }'),
                [
                    `${at}.expect.json.id: found "id" (expected '$', found 'i' ('id':0)), expected a JSONPath (RFC 9535); write for example $.id or $.items[0].name`,
                    `${at}.capture.a: found "$.[" (unexpected shorthand selector '[' ('$.[':2)), expected a JSONPath (RFC 9535) or header.NAME; write for example $.id or $.items[0].name`,
                    `${at}.capture.b: found "header.a b" (expected '$', found 'h' ('header.a ':0)), expected a JSONPath (RFC 9535) or header.NAME; write for example $.id or $.items[0].name`,
                ].join("\n"),
            ],
            [
                "with questions that are none",
                step('request: GET /, expect: { json: { $.a: { matches: "[" }, $.b: { exists: maybe } } }'),
                [
                    `${at}.expect.json["$.a"]: found "[", which is no regular expression, expected { matches: PATTERN } or { exists: true }; correct it`,
                    `${at}.expect.json["$.b"]: found a value of exists that is none, expected { matches: PATTERN } or { exists: true }; correct it`,
                ].join("\n"),
            ],
            [
                "with a host that no route has",
                step("request: GET /, host: app.example.co"),
                `${at}.host: found "app.example.co", expected the host of a route: app.example.com, api.example.com; did you mean app.example.com?`,
            ],
            [
                "with a file that is not there, or is two",
                step(
                    "request: POST /, files: { a: { path: ./none.pdf }, b: { path: ./offer.pdf, content: x }, c: {} }",
                ),
                [
                    `${at}.files.a.path: found "./none.pdf", which is no file that can be read, expected the path of a file, from the folder of this one; put the file there, or correct the path`,
                    `${at}.files.b: found both content and path, expected one of content and path; write the text as content, or the path of a file`,
                    `${at}.files.c: found neither content nor path, expected one of content and path; write the text as content, or the path of a file`,
                ].join("\n"),
            ],
            [
                "with a number that is a text",
                step("request: POST /, json: { phone: +966501234567, code: 0012 }"),
                [
                    `${at}.json.phone: found +966501234567, which YAML reads as the number 966501234567, expected a number as it is written, or a text; write "+966501234567" in quotes`,
                    `${at}.json.code: found 0012, which YAML reads as the number 12, expected a number as it is written, or a text; write "0012" in quotes`,
                ].join("\n"),
            ],
            [
                "with headers that cannot be sent",
                step(
                    'request: POST /, headers: { a b: c, x: "one\\ntwo", y: "\\e", z: "a\\tسارة", Host: a, content-Length: 5 }',
                ),
                [
                    `${at}.headers.Host: found a header that Slipway sets, expected other headers; write host: as a key of the step`,
                    `${at}.headers.content-Length: found a header that Slipway sets, expected other headers; remove it`,
                    `${at}.headers["a b"]: found the name "a b", expected a name of a header; rename it`,
                    `${at}.headers.x: found "one\\ntwo", expected a text in one line, a number, true or false; write for example "bearer \${token}"`,
                    `${at}.headers.y: found "\\u001b", expected a text in one line, a number, true or false; write for example "bearer \${token}"`,
                ].join("\n"),
            ],
            [
                "with headers that no answer can have",
                step('request: GET /, expect: { headers: { a b: c, x: "one\\ntwo" } }'),
                [
                    `${at}.expect.headers["a b"]: found the name "a b", expected a name of a header; rename it`,
                    `${at}.expect.headers.x: found "one\\ntwo", expected a text in one line, a number, true or false; write for example "bearer \${token}"`,
                ].join("\n"),
            ],
            [
                "with no file to upload",
                step("request: POST /, files: {}, fields: { a: b }"),
                `${at}.files: found no file, expected one file or more; add a file, or write form instead`,
            ],
            [
                "with a name that no map can have",
                step("request: GET /, capture: { __proto__: $.a }"),
                `${at}.capture.__proto__: found a name that a map cannot have, expected another name; rename it`,
            ],
            [
                "with what starts like a variable and is none",
                step('request: POST /, json: { a: "a ${", b: "${no name}", c: "${ADMIN_EMAIL", d: "${}" }'),
                [
                    ["a", "${"],
                    ["b", "${no name}"],
                    ["c", "${ADMIN_EMAIL"],
                    ["d", "${}"],
                ]
                    .map(
                        ([key, found]) =>
                            `${at}.json.${key}: found "${found}", expected a variable such as \${NAME}; write $$\{ for the text itself`,
                    )
                    .join("\n"),
            ],
            [
                "when it does not fit into an environment",
                step(`request: POST /, body: "${"x".repeat(97 * 1024)}"`),
                "smoke/leads.yaml:1 flows: found 98 KiB of flows, expected at most 96 KiB; put the content of large files into files of their own, and name them with path:",
            ],
        ];
        for (const [what, text, problem] of table) {
            it(what, () => expect(problemsOf(text)).to.equal(problem));
        }

        it("with a host where no route has one", () => {
            expect(problemsOf(step("request: GET /, host: app.example.com"), { hosts: [] })).to.equal(
                `${at}.host: found "app.example.com", expected none, because no route has a host; remove it`,
            );
        });
    });

    it("leaves alone what only looks like a variable", () => {
        const text = step(
            'name: "${a}", request: GET /, body: "$${b} $ $c $5", expect: { json: { $.a: { matches: "^${" } } }',
        );
        // A pattern is checked as such: this one is none.
        expect(problemsOf(text)).to.contain("no regular expression").and.not.contain("variable");
        expect(problemsOf(text.replace("^${", "^[$][{]"))).to.equal("no problem");
    });
});
