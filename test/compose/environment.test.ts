import { testAttribute } from "./support/attribute";

const key = { secret: "KEY" };

testAttribute("environment", {
    around: { plain: { A: "1", EMPTY: "" }, secrets: ["KEY"] },
    of: (service) => service.environment,
    good: [
        [
            "environment: { B: x, C: 1, D: true, E: 1.50, F: '' }",
            { B: ["x"], C: ["1"], D: ["true"], E: ["1.5"], F: [] },
        ],
        [
            "environment: { BIG: 12345678901234567890, DATE: 2024-01-01 }",
            { BIG: ["12345678901234567890"], DATE: ["2024-01-01"] },
        ],
        ["environment: [B=x=y, C=, A]", { B: ["x=y"], C: [], A: ["1"] }],
        ["environment: { A: , EMPTY: }", { A: ["1"], EMPTY: [] }],
        ["environment: { KEY: }", { KEY: [key] }],
        ["environment: [KEY]", { KEY: [key] }],
        ["environment: { URL: 'http://u:${KEY}@h/$A' }", { URL: ["http://u:", key, "@h/1"] }],
        ["environment: ['URL=x$KEY$KEY']", { URL: ["x", key, key] }],
        ["environment: ['URL=$KEY']", { URL: [key] }],
        ["environment: { URL: '${KEY:-none}${KEY:+some}$${KEY}' }", { URL: [key, "some${KEY}"] }],
        ["environment: { a.b: c }", { "a.b": ["c"] }],
    ],
    bad: [
        [
            "environment: [NOPE]",
            "4:19 services.app.environment[0]: variable NOPE is not set; set slipway:env.NOPE (or slipway:secrets.NOPE for a secret), or write ${NOPE:-default}",
        ],
        [
            "environment: { NOPE: }",
            "4:20 services.app.environment.NOPE: variable NOPE is not set; set slipway:env.NOPE (or slipway:secrets.NOPE for a secret), or write ${NOPE:-default}",
        ],
        [
            "environment: { A: { b: c } }",
            "4:20 services.app.environment.A: is a map; write a text, in quotes if it looks like something else",
        ],
        [
            "environment: { A: 0777 }",
            "4:20 services.app.environment.A: is 0777; write a text, in quotes if it looks like something else",
        ],
        [
            'environment: { "a b": c }',
            '4:20 services.app.environment["a b"]: is not of the form NAME=VALUE; write the name of a variable first',
        ],
        [
            'environment: ["=x"]',
            "4:19 services.app.environment[0]: is not of the form NAME=VALUE; write the name of a variable first",
        ],
        [
            "environment: ['$KEY=1']",
            "4:19 services.app.environment[0]: is not of the form NAME=VALUE; write the name of a variable first",
        ],
        [
            "environment: { SLIPWAY_X: 1 }",
            "4:20 services.app.environment.SLIPWAY_X: has a name that begins with SLIPWAY_, which is Slipway's own; choose another name",
        ],
        [
            "environment: { a.b: $KEY }",
            '4:20 services.app.environment["a.b"]: holds a secret, and a.b cannot be exported by a shell; name it with letters, digits and _ only',
        ],
        ["environment: A=b", '4:5 services.app.environment: is "A=b"; write a list or a map'],
    ],
});
