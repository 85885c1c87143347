import { expect } from "chai";
import type { Outcome } from "../../e2e/support/project";

/** Failed with these words, and without a stack trace. */
export function refused({ code, output }: Outcome, ...words: readonly string[]): void {
    expect(code, output).not.to.equal(0);
    for (const word of words) expect(output.includes(word), `${word} in:\n${output}`).to.equal(true);
    expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
}
