import { expect } from "chai";
import { baseImages } from "../../../images/base-images";

describe("baseImages", () => {
    it("names what the stages start from, each once", () => {
        const dockerfile = "FROM a:1 AS first\nRUN x\nFROM --platform=linux/amd64 b:2\nfrom a:1 as again\n";
        expect(baseImages(dockerfile)).to.deep.equal(["a:1", "b:2"]);
    });

    it("leaves out scratch and the file's own stages", () => {
        expect(baseImages("FROM a:1 AS first\nFROM first AS second\nFROM scratch\nFROM second\n")).to.deep.equal([
            "a:1",
        ]);
    });

    it("does not take words inside instructions for stages", () => {
        expect(baseImages("# FROM nowhere\nFROM a:1\nRUN echo \\\n    FROM b:1\n")).to.deep.equal(["a:1"]);
    });
});
