import { expect } from "chai";
import type { Contract } from "../support/contract";
import { unknown } from "../support/values";
import { type DockerDriver, type Kind, least } from "./driver";

const kinds = Object.keys(least) as readonly Kind[];
const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** How objects get their names. */
export const nameContracts: readonly Contract<DockerDriver>[] = kinds.flatMap((kind) => [
    {
        promise: `names a ${kind} after the resource, with seven random digits`,
        source: "autonaming: the resource's name, a dash, and seven hexadecimal digits",
        async hold({ of }) {
            const { inputs, failures } = await of(kind).check("front", least[kind], { seed: seed(1) });
            expect(failures).to.deep.equal([]);
            expect(inputs.name).to.match(/^front-[0-9a-f]{7}$/);
        },
    },
    {
        promise: `takes a ${kind}'s digits from the seed`,
        source: "protocol: randomSeed: a deterministically random hash, used to construct names",
        async hold({ of }) {
            const named = async (byte: number) =>
                (await of(kind).check("front", least[kind], { seed: seed(byte) })).inputs.name;
            expect(await named(1)).to.equal(await named(1));
            expect(await named(1)).not.to.equal(await named(2));
        },
    },
    {
        promise: `keeps a ${kind}'s automatic name in later updates`,
        source: "autonaming: the name stays until the resource is replaced",
        async hold({ of }) {
            const first = await of(kind).check("front", least[kind], { seed: seed(1) });
            const later = await of(kind).check("front", least[kind], { seed: seed(2), olds: first.inputs });
            expect(later.inputs.name).to.equal(first.inputs.name);
        },
    },
    {
        promise: `gives a ${kind} an automatic name when an explicit one is taken away`,
        source: "autonaming: resources without a name are named automatically",
        async hold({ of }) {
            const first = await of(kind).check("front", { ...least[kind], name: "mine" });
            const later = await of(kind).check("front", least[kind], { olds: first.inputs });
            expect(later.inputs.name).to.match(/^front-[0-9a-f]{7}$/);
        },
    },
    {
        promise: `keeps the ${kind}'s explicit or unknown name`,
        source: "name: Input<string>",
        async hold({ of }) {
            for (const name of ["mine", unknown]) {
                expect((await of(kind).check("front", { ...least[kind], name })).inputs.name).to.equal(name);
            }
        },
    },
    ...(["propose", "enforce"] as const).map(
        (mode): Contract<DockerDriver> => ({
            promise: `takes the name that the engine's settings ${mode} for a ${kind}`,
            source: "pulumi:autonaming: pattern",
            async hold({ of }) {
                const autonaming = { mode, name: "app-local-front" };
                const { inputs } = await of(kind).check("front", least[kind], { autonaming });
                expect(inputs.name).to.equal("app-local-front");
            },
        }),
    ),
    {
        promise: `refuses a ${kind} without a name where automatic names are disabled`,
        source: "pulumi:autonaming: mode: disabled",
        async hold({ of }) {
            const { failures } = await of(kind).check("front", least[kind], { autonaming: { mode: "disable" } });
            expect(failures.map((failure) => `${failure.property} ${failure.reason}`).join()).to.contain("name");
        },
    },
]);
