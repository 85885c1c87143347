import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { suites } from "../../suites";

const root = join(__dirname, "..", "..", "..");
const whole = { e2e: true, chaos: true, cloud: true };
const sampled = { e2e: false, chaos: false, cloud: false };

describe("the suites", () => {
    const files = (name: string, wholes: typeof whole, seed = 1) =>
        suites(wholes, seed).find((suite) => suite.name === name)?.files ?? [];

    for (const name of ["e2e", "chaos", "cloud"])
        it(`have every test of ${name}, when they are whole`, () => {
            const there = readdirSync(join(root, "test", name)).filter((file) => file.endsWith(".test.ts"));
            expect([...files(name, whole)].sort()).to.deep.equal(there.map((file) => `test/${name}/${file}`).sort());
        });

    it("name files that are there, when they are sampled", () => {
        const missing = ["e2e", "chaos", "cloud"]
            .flatMap((name) => files(name, sampled))
            .filter((file) => {
                return !existsSync(join(root, file));
            });
        expect(missing).to.deep.equal([]);
    });

    it("draw the same stories for the same seed, and all of them over many seeds", () => {
        expect(files("e2e", sampled, 7)).to.deep.equal(files("e2e", sampled, 7));
        const seen = new Set(Array.from({ length: 100 }, (_, seed) => files("e2e", sampled, seed)).flat());
        expect([...seen].sort()).to.deep.equal([...files("e2e", whole)].sort());
        expect(files("e2e", sampled, 7)).to.have.length(5);
    });
});
