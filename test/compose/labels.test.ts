import { testAttribute } from "./support/attribute";

testAttribute("labels", {
    around: { secrets: ["KEY"] },
    of: (service) => service.labels,
    good: [
        ["labels: { a.b: c, d: 1, e: true, f: }", { "a.b": "c", d: "1", e: "true", f: "" }],
        ["labels: [a=b=c, d]", { a: "b=c", d: "" }],
    ],
    bad: [
        [
            "labels: { a: [b] }",
            "4:15 services.app.labels.a: is a list; write a text, in quotes if it looks like something else",
        ],
        [
            "labels: { a.b: $KEY }",
            `4:15 services.app.labels["a.b"]: holds the secret KEY, which would be readable there; a secret may stand in a service's environment, or in the content of a top-level secret or config`,
        ],
    ],
});
