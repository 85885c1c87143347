import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type DigitalOceanDriver, least, type Single } from "./driver";

const named = (Object.keys(least) as readonly Single[]).filter((kind) => kind !== "reservedIp");

/** How resources get their names. */
export const nameContracts: readonly Contract<DigitalOceanDriver>[] = [
    ...named.flatMap(namedAutomatically),
    {
        promise: "names a volume in small letters",
        source: "AutoNameTransform: strings.ToLower",
        async hold({ of }) {
            const { inputs } = await of("volume").check("Data", least.volume);
            expect(inputs.name).to.match(/^data-[0-9a-f]{7}$/);
        },
    },
    {
        promise: "names no volume longer than the API takes",
        source: "AutoNameTransform: 64 characters",
        async hold({ of }) {
            const { inputs, failures } = await of("volume").check("d".repeat(56), least.volume);
            expect(failures).to.deep.equal([]);
            expect(inputs.name).to.have.length(64);
        },
    },
    {
        promise: "refuses a droplet without a name where automatic names are disabled",
        source: "pulumi:autonaming: mode: disabled",
        async hold({ of }) {
            const { failures } = await of("droplet").check("d", least.droplet, { autonaming: { mode: "disable" } });
            expect(failures.map((failure) => `${failure.property} ${failure.reason}`).join()).to.contain("name");
        },
    },
];

function namedAutomatically(kind: Single): readonly Contract<DigitalOceanDriver>[] {
    return [
        {
            promise: `names a ${kind} after the resource, with seven random digits, and keeps that name`,
            source: "autonaming: the resource's name, a dash, and seven hexadecimal digits",
            async hold({ of }) {
                const first = await of(kind).check("front", least[kind], { seed: new Uint8Array(32).fill(1) });
                expect(first.failures).to.deep.equal([]);
                expect(first.inputs.name).to.match(/^front-[0-9a-f]{7}$/);
                const seed = new Uint8Array(32).fill(2);
                const later = await of(kind).check("front", least[kind], { seed, olds: first.inputs });
                expect(later.inputs.name).to.equal(first.inputs.name);
            },
        },
        {
            promise: `takes the ${kind}'s explicit name, or the one that the engine's settings propose`,
            source: "name: Input<string>; pulumi:autonaming: pattern",
            async hold({ of }) {
                const explicit = await of(kind).check("front", { ...least[kind], name: "mine" });
                expect(explicit.inputs.name).to.equal("mine");
                const autonaming = { mode: "propose", name: "app-local-front" } as const;
                const proposed = await of(kind).check("front", least[kind], { autonaming });
                expect(proposed.inputs.name).to.equal("app-local-front");
            },
        },
    ];
}
