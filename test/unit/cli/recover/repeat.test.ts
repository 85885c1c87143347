import { execFileSync } from "node:child_process";
import { expect } from "chai";
import type { ExportedStack, StateResource } from "../../../../cli/recover/deployment";
import { stateToRepeat } from "../../../../cli/recover/repeat.plan";
import { release } from "./state";

const exported = (...resources: readonly StateResource[]): ExportedStack => ({
    version: 3,
    deployment: { resources, pending_operations: resources.map((resource) => ({ resource, type: "updating" })) },
});

describe("a state whose next update applies a service again", () => {
    const api = release("api", "0a1b2c");
    const web = release("web", "3d4e5f");

    it("has that service's script start by another way, which says why, and has nothing pending", () => {
        const { inputs = {}, outputs = {}, ...rest } = api;
        const interpreter = ["/usr/bin/env", "SLIPWAY_REPEAT=interrupted while updating", "/bin/sh", "-c"];
        const repeat = new Map([[api.urn, "interrupted while updating"]]);
        expect(stateToRepeat(exported(api, web), repeat)).to.deep.equal({
            version: 3,
            deployment: {
                resources: [{ ...rest, inputs: { ...inputs, interpreter }, outputs: { ...outputs, interpreter } }, web],
            },
        });
    });

    it("still has a script that runs as it did, should the resource be removed with the mark", () => {
        const repeat = new Map([[api.urn, "its service is gone"]]);
        const [marked] = stateToRepeat(exported(api), repeat).deployment.resources ?? [];
        const [program = "", ...words] = (marked?.inputs?.interpreter ?? []) as readonly string[];
        expect(execFileSync(program, [...words, "cat; echo done"], { input: "in\n", encoding: "utf8" })).to.equal(
            "in\ndone\n",
        );
    });

    it("leaves one of the same URN alone that is to go", () => {
        const old = { ...api, delete: true };
        const { deployment } = stateToRepeat(exported(old, web), new Map([[api.urn, "why"]]));
        expect(deployment.resources).to.deep.equal([old, web]);
    });
});
