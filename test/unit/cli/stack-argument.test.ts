import { expect } from "chai";
import { takeStack } from "../../../cli/stack-argument";

describe("the stack in a command's words", () => {
    const table: readonly (readonly [words: readonly string[], stack: string, rest: readonly string[]])[] = [
        [[], "local", []],
        [["production"], "production", []],
        [["production", "--yes"], "production", ["--yes"]],
        [["--yes", "production"], "local", ["--yes", "production"]],
    ];
    for (const [words, stack, rest] of table) {
        it(`is ${stack} in "${words.join(" ")}"`, () => expect(takeStack(words)).to.deep.equal({ stack, rest }));
    }
});
