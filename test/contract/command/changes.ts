import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { secret, unknown } from "../support/values";
import type { CommandDriver } from "./driver";

const inputs: Properties = {
    create: "echo a",
    environment: { A: "1" },
    stdin: "services: {}",
    triggers: ["x"],
    addPreviousOutputInEnv: true,
};
const old = { inputs, state: { ...inputs, stdout: "a", stderr: "" } };

/** Which changed input means what. */
export const changeContracts: readonly Contract<CommandDriver>[] = [
    {
        promise: "sees no change in equal inputs",
        source: "create: not executed if the resource has already been created and its inputs are unchanged",
        async hold({ provider }) {
            expect(await provider.diff("c", old, inputs)).to.deep.include({ changed: false, replaces: [] });
        },
    },
    ...[
        { property: "create", value: "echo b" },
        { property: "update", value: "echo b" },
        { property: "delete", value: "echo b" },
        { property: "stdin", value: "services: {api: {}}" },
        { property: "environment", value: { A: "2" } },
        { property: "dir", value: "/tmp" },
        { property: "interpreter", value: ["bash", "-c"] },
        { property: "logging", value: "none" },
        { property: "archivePaths", value: ["*"] },
        { property: "assetPaths", value: ["*"] },
        { property: "addPreviousOutputInEnv", value: false },
    ].map(({ property, value }) => updates(property, value)),
    updates("environment", { A: unknown }, "an unknown "),
    updates("stdin", secret("services: {api: {}}"), "a secret "),
    {
        promise: "replaces when triggers appear",
        source: "triggers: replaceOnChanges",
        async hold({ provider }) {
            const { triggers: _, ...without } = inputs;
            const before = { inputs: without, state: { ...without, stdout: "a", stderr: "" } };
            expect((await provider.diff("c", before, inputs)).replaces).to.deep.equal(["triggers"]);
        },
    },
    {
        promise: "names the changed trigger, which the SDK's replaceOnChanges turns into a replacement",
        source: 'triggers: replaceOnChanges ["triggers[*]"]',
        async hold({ provider }) {
            const difference = await provider.diff("c", old, { ...inputs, triggers: ["y"] });
            expect(difference.diffs).to.deep.equal(["triggers[0]"]);
        },
    },
    {
        promise: "creates the replacement first",
        source: "resource options: deleteBeforeReplace is false unless the provider or the program says otherwise",
        async hold({ provider }) {
            const difference = await provider.diff("c", old, { ...inputs, triggers: ["y"] });
            expect(difference.deleteBeforeReplace).to.equal(false);
        },
    },
];

function updates(property: string, value: Properties[string], what = ""): Contract<CommandDriver> {
    return {
        promise: `updates in place for ${what}${property}`,
        source: "update: the command to run when the resource is updated",
        async hold({ provider }) {
            const difference = await provider.diff("c", old, { ...inputs, [property]: value });
            expect(difference.changed).to.equal(true);
            expect(difference.replaces).to.deep.equal([]);
            expect(difference.diffs.map((path) => path.split(/[.[]/)[0])).to.deep.equal([property]);
        },
    };
}
