import { expect } from "chai";
import { keys } from "../../components/compose/keys";
import { load, problemsOf } from "./support/load";

describe("compose: the table of keys", () => {
    it("has one rule for a key", () => {
        const paths = keys.map(({ path }) => path);
        expect(paths.filter((path, index) => paths.indexOf(path) !== index)).to.deep.equal([]);
    });
    it("says of each key what happens", () => {
        expect(keys.filter(({ note }) => note === "" || note.endsWith("."))).to.deep.equal([]);
    });
    it("has a mend only where a key is refused, and harmless values only where it is not supported", () => {
        expect(keys.filter((rule) => rule.mend && rule.class !== "refused")).to.deep.equal([]);
        expect(keys.filter((rule) => rule.harmless && !["refused", "warned"].includes(rule.class))).to.deep.equal([]);
    });

    for (const rule of keys.filter(({ class: kind }) => kind === "refused")) {
        it(`refuses ${rule.path}`, () => {
            const problems = problemsOf(fileWith(rule.path, "refused"));
            expect(
                problems.some((problem) =>
                    problem.includes(`is not supported: ${rule.note}; ${rule.mend ?? "delete it"}`),
                ),
            ).to.equal(true);
        });
        it(`takes ${rule.path} without a value`, () => {
            const problems = problemsOf(fileWith(rule.path, null));
            expect(problems.filter((problem) => problem.includes("is not supported"))).to.deep.equal([]);
        });
    }

    for (const rule of keys.filter((each) => each.harmless)) {
        it(`takes ${rule.path} when it changes nothing`, () => {
            const problems = problemsOf(fileWith(rule.path, rule.harmless?.[0] ?? null));
            expect(problems.filter((problem) => problem.includes("is not supported"))).to.deep.equal([]);
        });
    }
});

describe("compose: notes", () => {
    it("tell of what has no effect", () => {
        const { notes } = load(
            "version: '3'\nname: shop\nservices: { a: { image: x, attach: true, volumes: ['/a:/b:Z'] } }",
        );
        expect(notes).to.deep.equal([
            "compose.yaml:1:1 version: is obsolete and has no effect",
            "compose.yaml:2:1 name: has no effect: names on the engine start with the project and stack of Slipway",
            "compose.yaml:3:28 services.a.attach: has no effect: the output of services is kept by their log driver",
            "compose.yaml:3:52 services.a.volumes[0]: option Z has no effect: Swarm does not relabel for SELinux",
        ]);
    });
    it("tell of a pull policy, unless it is what happens anyway", () => {
        const notesOf = (policy: string) => load(`services: { a: { image: x, pull_policy: ${policy} } }`).notes;
        expect(notesOf("always")).to.deep.equal([
            "compose.yaml:1:28 services.a.pull_policy: has no effect: an image is pulled where the engine does not have it",
        ]);
        expect(notesOf("missing")).to.deep.equal([]);
    });
});

/** A file, in JSON, that has just this value at a path of the table. */
function fileWith(path: string, value: unknown): string {
    const segments = path.replaceAll("[]", ".[]").split(".");
    const nested = segments.reduceRight<unknown>((below, segment) => {
        return segment === "[]" ? [below] : { [segment === "*" ? "one" : segment]: below };
    }, value);
    return JSON.stringify({ services: { other: { image: "x" } }, ...(nested as object) });
}
