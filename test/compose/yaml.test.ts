import { expect } from "chai";
import { load, problemsOf } from "./support/load";

describe("compose: YAML", () => {
    it("resolves anchors, aliases and merge keys, the nearer winning", () => {
        const { services } = load(
            [
                "x-base: &base { image: base, user: a, labels: &labels { one: 1 } }",
                "x-more: &more { user: b, tty: true }",
                "services:",
                "  a: { <<: *base, user: c }",
                "  b: { <<: [*base, *more] }",
                "  c: { image: c, labels: { <<: *labels, one: 2, two: 3 } }",
                "  d: *base",
            ].join("\n"),
        );
        expect([services.a?.image, services.a?.user]).to.deep.equal(["base", "c"]);
        expect([services.b?.user, services.b?.tty]).to.deep.equal(["a", true]);
        expect(services.c?.labels).to.deep.equal({ one: "2", two: "3" });
        expect(services.d?.labels).to.deep.equal({ one: "1" });
    });
    it("tells where each service starts", () => {
        const { services } = load("services:\n  a:\n    image: x\n\n  b:\n    image: x\n");
        expect([services.a?.line, services.b?.line]).to.deep.equal([2, 5]);
    });

    const bad: readonly (readonly [text: string, ...problems: string[]])[] = [
        ["", "1:1 has no services; write the key services with a service below it"],
        ["- a", "1:1 has no services; write the key services with a service below it"],
        ["services:", "1:1 has no services; write the key services with a service below it"],
        ["services: {}", "1:1 has no services; write the key services with a service below it"],
        ["services: [a]", "1:1 services: is a list; write a map of keys"],
        ["services: { a: }", "1:13 services.a: service a has neither image nor build; add one of them"],
        ["services: { a: x }", '1:13 services.a: is "x"; write a map of keys'],
        [
            "services: {a: [",
            "1:16 is not valid YAML: flow sequence in block collection must be sufficiently indented and end with a ]; correct the YAML",
            "1:16 is not valid YAML: flow map in block collection must be sufficiently indented and end with a }; correct the YAML",
        ],
        ["a: b: c", "1:4 is not valid YAML: nested mappings are not allowed in compact mappings; correct the YAML"],
        ["services:\n\ta: 1", "2:1 is not valid YAML: tabs are not allowed as indentation; correct the YAML"],
        ["services: { a: { image: x, image: y } }", "1:28 key image is written twice in one map; keep one of the two"],
        [
            "services: { a: { image: x } }\n---\nb: c",
            "2:1 holds more than one YAML document; keep one of them in the file",
        ],
        ["services: { a: *n }", "1:16 services.a: alias *n has no anchor before it; define the anchor"],
        [
            "services:\n  a: &a\n    image: x\n    labels: *a",
            "3:5 services.a.labels: never ends: an alias holds itself, or far too much; delete the alias",
        ],
        [
            "services: { a: { image: x, <<: 3 } }",
            "1:28 services.a: merge key << does not name a map; write <<: *ANCHOR of a map",
        ],
        ["services: { a: !reset null }", "1:16 is not valid YAML: unresolved tag: !reset; correct the YAML"],
        ["? [a]\n: b\nservices: { a: { image: x } }", "1:3 a key is not a text; write a plain key"],
        [
            "services: { a: { image: x, user: .inf } }",
            "1:34 services.a.user: value .inf has a type that compose does not know; put it in quotes",
        ],
    ];
    for (const [text, ...problems] of bad) {
        it(`refuses ${JSON.stringify(text)}`, () => {
            expect(problemsOf(text)).to.deep.equal(problems.map((problem) => `compose.yaml:${problem}`));
        });
    }

    it("refuses an alias bomb in little time", () => {
        const lines = Array.from({ length: 12 }, (_, level) => {
            return `x-${level}: &l${level} [${Array.from({ length: 12 }, () => (level === 0 ? "x" : `*l${level - 1}`)).join(", ")}]`;
        });
        const problems = problemsOf([...lines, "services: { a: { image: x } }"].join("\n"));
        expect(problems).to.have.length(1);
        expect(problems[0]).to.contain("never ends: an alias holds itself, or far too much");
    });
});
