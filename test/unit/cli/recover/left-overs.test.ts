import { expect } from "chai";
import { readLeftOvers, writeLeftOvers } from "../../../../cli/recover/kept-left-overs";
import { type LeftOver, leftOverOf, orphansOf } from "../../../../cli/recover/left-overs.plan";
import { TemporaryFolder } from "../../support/temporary-folder";
import { object, release, types } from "./state";

const created = [
    object(types.network, "slipway-local-3f9a-default-0aabac7"),
    object(types.secret, "slipway-local-3f9a.api.TOKEN-738d7f9"),
    release("api", "0a1b2c"),
];
const leftOvers = created.flatMap((resource) => leftOverOf({ resource, type: "creating" }));
const names = (found: readonly LeftOver[]) => found.map(({ kind, name }) => `${kind} ${name}`);

describe("what an interrupted update has left on the engine", () => {
    it("is removed in the order that the engine allows, each once", () =>
        expect(names(orphansOf([...leftOvers, ...leftOvers], {}))).to.deep.equal([
            "service slipway-local-3f9a_api-0a1b2c",
            "secret slipway-local-3f9a.api.TOKEN-738d7f9",
            "network slipway-local-3f9a-default-0aabac7",
        ]));

    it("is not what a later update has taken over, even if that is to go", () => {
        const resources = created.map((resource, index) => (index === 2 ? { ...resource, delete: true } : resource));
        expect(orphansOf(leftOvers, { resources })).to.deep.equal([]);
    });

    it("is kept in a file until it is gone", () => {
        const folder = new TemporaryFolder();
        try {
            expect(readLeftOvers("local", folder.path)).to.deep.equal([]);
            writeLeftOvers("local", folder.path, leftOvers);
            expect(readLeftOvers("local", folder.path)).to.deep.equal(leftOvers);
            expect(readLeftOvers("staging", folder.path)).to.deep.equal([]);
            writeLeftOvers("local", folder.path, []);
            expect(readLeftOvers("local", folder.path)).to.deep.equal([]);
        } finally {
            folder.remove();
        }
    });
});
