import { expect } from "chai";
import type { Contract } from "../support/contract";
import { revealed, secret, unknown } from "../support/values";
import type { CommandDriver } from "./driver";

/** What the plugin makes of a command's inputs before anything runs. */
export const inputContracts: readonly Contract<CommandDriver>[] = [
    {
        promise: "has the npm package's version",
        source: "npm: the SDK asks the engine for the plugin of its own version",
        async hold({ provider }) {
            expect(await provider.version()).to.equal("1.2.1");
        },
    },
    {
        promise: "sets addPreviousOutputInEnv",
        source: "addPreviousOutputInEnv: Defaults to true",
        async hold({ provider }) {
            const { inputs, failures } = await provider.check("c", { create: "true" });
            expect(failures).to.deep.equal([]);
            expect(inputs).to.deep.include({ create: "true", addPreviousOutputInEnv: true });
        },
    },
    {
        promise: "keeps addPreviousOutputInEnv where it is given",
        source: "addPreviousOutputInEnv: boolean",
        async hold({ provider }) {
            const { inputs } = await provider.check("c", { addPreviousOutputInEnv: false });
            expect(inputs.addPreviousOutputInEnv).to.equal(false);
        },
    },
    ...wrongTypes(),
    {
        promise: "takes secret and unknown inputs",
        source: "environment: Input<{[key]: Input<string>}>",
        async hold({ provider }) {
            const news = { stdin: secret("s"), environment: { A: unknown, B: secret("b") } };
            const { inputs, failures } = await provider.check("c", news);
            expect(failures).to.deep.equal([]);
            expect(inputs).to.deep.include(news);
        },
    },
    {
        promise: "runs nothing in a preview, and leaves only the outputs unknown",
        source: "stdout, stderr: outputs of the command's process",
        async hold({ provider }) {
            const inputs = { create: "exit 1", environment: { A: unknown }, addPreviousOutputInEnv: true };
            const { state } = await provider.create("c", inputs, { preview: true });
            expect(state).to.deep.include({ ...inputs, stdout: unknown, stderr: unknown });
        },
    },
    {
        promise: "leaves the outputs unknown in the preview of an update",
        source: "create: will also be run when the resource's inputs are modified",
        async hold({ provider }) {
            const old = { id: "c1", state: { create: "echo a", stdout: "a", stderr: "" } };
            const state = await provider.update("c", old, { create: "echo b" }, { preview: true });
            expect(state).to.deep.include({ create: "echo b", stdout: unknown, stderr: unknown });
        },
    },
    {
        promise: "keeps secret inputs secret in the state",
        source: "programming model: secret inputs are encrypted in the state",
        async hold({ provider }) {
            const { state } = await provider.create("c", { create: "cat", stdin: secret("hidden") });
            expect(revealed(state.stdin)).to.equal("hidden");
            expect(state.create).to.equal("cat");
        },
    },
    {
        promise: "reports what is recorded when it is read",
        source: "the resource has no live object: refresh leaves it as it is",
        async hold({ provider }) {
            const inputs = { create: "echo a" };
            const known = { id: "c1", state: { create: "echo a", stdout: "a", stderr: "" } };
            expect(await provider.read("c", known, inputs)).to.deep.equal({ ...known, inputs });
        },
    },
];

function wrongTypes(): readonly Contract<CommandDriver>[] {
    const wrong = {
        create: ["a"],
        environment: "A=1",
        interpreter: "bash",
        triggers: "now",
        addPreviousOutputInEnv: "yes",
    };
    return Object.entries(wrong).map(([property, value]) => ({
        promise: `refuses ${property} of the wrong type`,
        source: `${property}: its type in the schema`,
        async hold({ provider }) {
            const { failures } = await provider.check("c", { [property]: value });
            expect(failures).to.have.length(1);
            expect(`${failures[0]?.property} ${failures[0]?.reason}`).to.contain(property);
        },
    }));
}
