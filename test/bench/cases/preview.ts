import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";
import { median } from "../support/statistics";

const sampleName = "Slipway, the sample app deployed";
const emptyName = "an empty program, same plugins";

/** What it costs to see that nothing has changed. */
export const previewCase: BenchCase = {
    name: "preview",
    title: "pulumi preview without a change",
    measure: async (session, fixtures) => {
        const sample = await fixtures.sample();
        await sample.ensureDeployed();
        const empty = await fixtures.emptyProgram();
        const [slipway = [], peer = []] = await interleave(
            session,
            [
                {
                    name: sampleName,
                    run: async () => (await sample.pulumi(["preview", "--expect-no-changes"])).seconds,
                    tell: inSeconds,
                },
                { name: emptyName, run: async () => (await empty.preview()).seconds, tell: inSeconds },
            ],
            true,
        );
        return {
            measures: [
                { what: emptyName, unit: "s", samples: peer },
                { what: sampleName, unit: "s", samples: slipway, against: emptyName },
            ],
            limits: [{ what: "the sample ÷ the empty program", value: median(slipway) / median(peer), limit: 2 }],
            notes: ["the empty program is loaded the same way and has one resource of each plugin"],
            faults: [],
        };
    },
};
