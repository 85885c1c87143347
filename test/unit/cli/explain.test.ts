import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { explain } from "../../../cli/explain";
import { ComposeError } from "../../../components/compose/problem";
import { ConfigError } from "../../../stacks/config/config-error";
import { SetupError } from "../../../toolchain/setup-error";
import { setEnvironment } from "../support/set-environment";

describe("what a failed command prints", () => {
    let restore = () => {};
    before(() => {
        restore = setEnvironment({ NO_COLOR: "1" });
    });
    after(() => restore());

    const mistakes = [
        new CliError("there is no stack x"),
        new SetupError("cannot fetch pulumi"),
        new ConfigError("Pulumi.local.yaml", []),
        new ComposeError([]),
    ];
    for (const mistake of mistakes) {
        it(`is the message alone of a ${mistake.name}`, () => {
            expect(explain(mistake)).to.equal(`error: ${mistake.message}`);
        });
    }

    it("is everything there is where Slipway is wrong", () => {
        const text = explain(new TypeError("x is not a function"));
        expect(text).to.match(
            /^error: .* please report it .*\nTypeError: x is not a function\n\s+at .*explain\.test\.ts/,
        );
        expect(explain("a text")).to.match(/\na text$/);
    });
});
