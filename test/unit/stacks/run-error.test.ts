import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ComposeError } from "../../../components/compose/problem";
import { ConfigError } from "../../../stacks/config/config-error";
import { orRunError } from "../../../stacks/run-error";

describe("a mistake in the user's files", () => {
    const config = new ConfigError("Pulumi.local.yaml", []);
    const compose = new ComposeError([]);

    for (const mistake of [config, compose]) {
        it(`becomes an error without a stack trace (${mistake.name})`, () => {
            const read = () => orRunError(() => failWith(mistake));
            expect(read).to.throw(pulumi.RunError).with.property("message", mistake.message);
        });
    }

    it("is told apart from one in Slipway, whose stack trace is wanted", () => {
        const bug = new TypeError("x is not a function");
        expect(() => orRunError(() => failWith(bug))).to.throw(bug);
    });

    it("leaves what was read as it is", () => {
        expect(orRunError(() => 42)).to.equal(42);
    });
});

function failWith(error: Error): never {
    throw error;
}
