import { expect } from "chai";
import fc from "fast-check";
import type { ComposeModel } from "../../../components/compose/model";
import { inStartOrder } from "../../../stacks/start-order";

function file(needs: Readonly<Record<string, readonly string[]>>): ComposeModel {
    const services = Object.entries(needs).map(([name, others]) => {
        const dependsOn = Object.fromEntries(others.map((other) => [other, "service_started"]));
        return [name, { name, dependsOn }];
    });
    return { services: Object.fromEntries(services) } as ComposeModel;
}

function order(needs: Readonly<Record<string, readonly string[]>>): readonly string[] {
    return inStartOrder(file(needs)).map(({ name }) => name);
}

describe("the order of start", () => {
    it("is that of the file where nothing depends on anything", () => {
        expect(order({ web: [], api: [], db: [] })).to.deep.equal(["web", "api", "db"]);
    });

    it("has each service once, after those that it needs", () => {
        expect(order({ web: ["api"], api: ["db", "migrate"], migrate: ["db"], db: [] })).to.deep.equal([
            "db",
            "migrate",
            "api",
            "web",
        ]);
    });

    it("leaves out what a profile left out", () => {
        expect(order({ web: ["debugger"] })).to.deep.equal(["web"]);
    });

    it("is right for any file without a circle", () => {
        // Who may depend on whom: those before it in a list that is then shuffled.
        const files = fc
            .array(fc.array(fc.nat(7), { maxLength: 4 }), { minLength: 1, maxLength: 8 })
            .chain((needs) =>
                fc.shuffledSubarray([...needs.keys()], { minLength: needs.length }).map((at) => ({ needs, at })),
            );
        fc.assert(
            fc.property(files, ({ needs, at }) => {
                const names = (index: number) =>
                    (needs[index] ?? []).filter((other) => other < index).map((other) => `s${other}`);
                const all = Object.fromEntries(at.map((index) => [`s${index}`, names(index)]));
                const ordered = order(all);
                expect([...ordered].sort()).to.deep.equal(Object.keys(all).sort());
                for (const [name, others] of Object.entries(all)) {
                    for (const other of others) expect(ordered.indexOf(other)).to.be.below(ordered.indexOf(name));
                }
            }),
        );
    });
});
