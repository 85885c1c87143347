import { expect } from "chai";
import { changesOf } from "../../bench/cloud/changes-of";

describe("the changes of an update", () => {
    const printed = (...lines: readonly string[]) =>
        `…\nResources:\n${lines.map((line) => `    ${line}\n`).join("")}\nDuration: 6s\n`;

    it("are none where all is unchanged", () => expect(changesOf(printed("107 unchanged"))).to.equal(0));

    it("are all that is made, updated, replaced and deleted", () => {
        const lines = ["+ 3 created", "~ 1 updated", "- 2 deleted", "+-4 replaced", "10 changes. 97 unchanged"];
        expect(changesOf(printed(...lines))).to.equal(10);
    });

    it("are what a preview would do", () => {
        expect(changesOf(printed("+ 3 to create", "1 change. 97 unchanged"))).to.equal(3);
    });

    it("are not known without a summary", () => expect(changesOf("error: no")).to.be.NaN);
});
