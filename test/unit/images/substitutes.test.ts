import { expect } from "chai";
import { readRecipe } from "../../../images/recipe";
import { recipeFolder, substitutable } from "../../../images/substitutes";

describe("recipeFolder", () => {
    it("takes Docker's own additions to a reference for what they are", () => {
        const folder = recipeFolder("redis:7.0-bookworm");
        expect(folder).to.match(/substitutes\/redis$/);
        expect(recipeFolder("docker.io/library/redis:7.0-bookworm")).to.equal(folder);
        expect(recipeFolder("library/redis:7.0-bookworm")).to.equal(folder);
    });

    it("knows neither other versions, nor other publishers, nor digests", () => {
        for (const reference of ["redis", "redis:7.2", "ghcr.io/redis:7.0-bookworm", "redis:7.0-bookworm@sha256:00"]) {
            expect(recipeFolder(reference), reference).to.equal(undefined);
        }
    });
});

describe("readRecipe", () => {
    it("reads a recipe for every reference that has a substitute, and each starts from another such", () => {
        for (const reference of substitutable) {
            const recipe = readRecipe(reference);
            expect(recipe?.key, reference).to.match(/^[0-9a-f]{16}$/);
            for (const base of recipe?.bases ?? []) expect(substitutable, reference).to.include(base);
        }
    });

    it("gives every recipe a key of its own, the same each time", () => {
        const keys = substitutable.map((reference) => readRecipe(reference)?.key);
        expect(new Set(keys).size).to.equal(substitutable.length);
        expect(substitutable.map((reference) => readRecipe(reference)?.key)).to.deep.equal(keys);
    });
});
