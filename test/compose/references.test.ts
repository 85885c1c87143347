import { expect } from "chai";
import { load, problemsOf } from "./support/load";

describe("compose: order", () => {
    it("knows what is waited for, and which services run once", () => {
        const { services, notes } = load(
            [
                "services:",
                "  a: { image: x, depends_on: [b, c] }",
                "  b: { image: x, depends_on: { c: { condition: service_completed_successfully }, d: { condition: service_healthy } } }",
                "  c: { image: x, restart: on-failure, depends_on: { gone: { condition: service_started, required: false } } }",
                "  d: { image: x }",
            ].join("\n"),
        );
        expect(Object.values(services).map(({ dependsOn, oneOff }) => [dependsOn, oneOff])).to.deep.equal([
            [{ b: "service_started", c: "service_started" }, false],
            [{ c: "service_completed_successfully", d: "service_healthy" }, false],
            [{}, true],
            [{}, false],
        ]);
        expect(notes).to.deep.equal([
            "compose.yaml:4:18 services.c.restart: has no effect: the service runs once for each change",
        ]);
    });
});

describe("compose: references", () => {
    const bad: readonly (readonly [text: string, ...problems: string[]])[] = [
        [
            "services: { a: { image: x, depends_on: [nope] } }",
            "1:41 services.a.depends_on[0]: service nope is not defined; add it, correct the name, or write required: false",
        ],
        [
            "services: { a: { image: x, depends_on: [b] }, b: { image: x, profiles: [p] } }",
            "1:41 services.a.depends_on[0]: service b is left out because of its profiles; add it, correct the name, or write required: false",
        ],
        [
            "services: { a: { image: x, depends_on: [a] } }",
            "1:41 services.a.depends_on[0]: services wait for each other: a → a; delete one of these dependencies",
        ],
        [
            "services: { a: { image: x, depends_on: [b] }, b: { image: x, depends_on: [c] }, c: { image: x, depends_on: [b] } }",
            "1:109 services.c.depends_on[0]: services wait for each other: b → c → b; delete one of these dependencies",
        ],
        [
            "services: { a: { image: x, depends_on: { b: { condition: started } } }, b: { image: x } }",
            '1:47 services.a.depends_on.b.condition: is "started"; write service_started or service_healthy or service_completed_successfully',
        ],
        [
            "services: { a: { image: x, depends_on: b }, b: { image: x } }",
            '1:28 services.a.depends_on: is "b"; write a list or a map',
        ],
        [
            "services: { a: { image: x, depends_on: { c: { condition: service_healthy } } }, b: { image: x, depends_on: { c: { condition: service_completed_successfully } } }, c: { image: x } }",
            "1:42 services.a.depends_on.c: service c runs once, so it is never healthy; wait for service_completed_successfully here too",
        ],
        ["services: { a: { user: x } }", "1:13 services.a: service a has neither image nor build; add one of them"],
        [
            "services: { a: { image: x, ports: ['80:80'] }, b: { image: x, ports: ['80:1'] } }",
            "1:71 services.b.ports[0]: port 80/tcp is published by service a already; choose another port",
        ],
        [
            "services: { a: { image: x, build: . }, b: { image: x, build: { target: t } } }",
            "1:40 services.b: image x is built differently by service a; give the image another name",
        ],
        [
            "services: { yes: { image: x }, '12': { image: x }, a.b: { image: x }, a_: { image: x }, slipway-edge: { image: x } }",
            "1:13 services.yes: name yes is read as something else by other tools; choose another name",
            "1:32 services.12: name 12 is read as something else by other tools; choose another name",
            '1:52 services["a.b"]: name "a.b" cannot be that of a Swarm service; use at most 40 letters, digits, - and _, with a letter or digit at both ends',
            '1:71 services.a_: name "a_" cannot be that of a Swarm service; use at most 40 letters, digits, - and _, with a letter or digit at both ends',
            "1:89 services.slipway-edge: name slipway-edge starts as those of Slipway's own services do; choose another name",
        ],
    ];
    for (const [text, ...problems] of bad) {
        it(`refuses ${text}`, () => {
            expect(problemsOf(text)).to.deep.equal(problems.map((problem) => `compose.yaml:${problem}`));
        });
    }

    it("lets services share what one of them builds", () => {
        const { services } = load(
            "services: { a: { image: x, build: . }, b: { image: x }, c: { image: x, build: . } }",
        );
        expect(Object.values(services).map(({ image }) => image)).to.deep.equal(["x", "x", "x"]);
    });
    it("says once what an anchor brings to several services", () => {
        const text = "x-a: &a { image: x, user: $NOPE }\nservices: { a: *a, b: *a }";
        expect(problemsOf(text)).to.deep.equal([
            "compose.yaml:1:21 services.a.user: variable NOPE is not set; set slipway:env.NOPE (or slipway:secrets.NOPE for a secret), or write ${NOPE:-default}",
        ]);
    });
    it("tells all problems at once, in the order of the file", () => {
        const text = "services:\n  a:\n    image: A\n    prots: []\n    user: $NOPE\n  b:\n    tty: 3\nvolumse: {}";
        expect(problemsOf(text).map((line) => line.split(" ").slice(0, 2).join(" "))).to.deep.equal([
            "compose.yaml:3:5 services.a.image:",
            "compose.yaml:4:5 services.a.prots:",
            "compose.yaml:5:5 services.a.user:",
            "compose.yaml:6:3 services.b:",
            "compose.yaml:7:5 services.b.tty:",
            "compose.yaml:8:1 volumse:",
        ]);
    });
});

describe("compose: profiles", () => {
    it("leave a service out, with a note, whatever else is wrong in it", () => {
        const { services, notes } = load(
            "services: { a: { image: x }, b: { privileged: true, user: $NOPE, profiles: [dev, test] }, c: { image: x, profiles: [] } }",
        );
        expect(Object.keys(services)).to.deep.equal(["a", "c"]);
        expect(notes).to.deep.equal(["compose.yaml:1:30 services.b: is left out because of its profiles: dev, test"]);
    });
    it("are a list", () => {
        expect(problemsOf("services: { a: { image: x, profiles: dev } }")).to.deep.equal([
            'compose.yaml:1:28 services.a.profiles: is "dev"; write a list',
        ]);
    });
});
