import { expect } from "chai";
import { z } from "zod";
import { field, noteOf, schemaAt } from "../../../../stacks/config/field";
import { migrationsSchema } from "../../../../stacks/config/migrations-schema";

describe("the note on a field", () => {
    const note = (meaning: string) => ({ meaning, expected: "a text", example: "a" });

    it("belongs to one schema, which has no second one", () => {
        const schema = field(note("One."), z.string());
        expect(() => field(note("Two."), schema)).to.throw("one schema for two fields: One. Two.");
        expect(noteOf(schema)).to.deep.equal(note("One."));
    });

    it("is another one for each command of a migration", () => {
        const meanings = ["up", "heads", "known"].map((key) => {
            const schema = schemaAt(migrationsSchema, [key]);
            return schema && noteOf(schema)?.meaning.split(" ").slice(0, 4).join(" ");
        });
        expect(meanings).to.deep.equal([
            "Command that migrates the",
            "Command that prints the",
            "Command that succeeds when",
        ]);
    });
});
