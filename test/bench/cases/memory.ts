import type { BenchCase } from "../support/bench-case";
import { interleave } from "../support/interleave";
import { type Peak, peakOf } from "../support/process-tree";
import { median } from "../support/statistics";

/** How much memory the machine that deploys needs. */
export const memoryCase: BenchCase = {
    name: "memory",
    title: "peak memory of a deploy, Pulumi and all that it starts",
    measure: async (session, fixtures) => {
        const sample = await fixtures.sample();
        await sample.ensureDeployed();
        const tell = ({ mebibytes }: Peak) => `${mebibytes.toFixed(0)} MiB`;
        const peak = async (words: readonly string[]) =>
            await peakOf(async (started) => await sample.pulumi(words, started));
        let release = 0;
        const names = ["pulumi preview, no change", "pulumi up, a new version of the sample app"];
        const peaks = await interleave(
            session,
            [
                { name: names[0] ?? "", run: async () => await peak(["preview"]), tell },
                {
                    name: names[1] ?? "",
                    run: async () => {
                        release += 1;
                        const version = ["config", "slipway:release", "version"];
                        sample.project.edit("Pulumi.local.yaml", version, `0.1.${release}`);
                        return await peak(["up", "--yes", "--skip-preview"]);
                    },
                    tell,
                },
            ],
            false,
        );
        return {
            measures: names.map((what, index) => ({
                what,
                unit: "MiB",
                samples: (peaks[index] ?? []).map(({ mebibytes }) => mebibytes),
                remark: largestOf(peaks[index] ?? []),
            })),
            limits: [],
            notes: ["resident memory, summed over the processes every 100 ms: pages that several share count for each"],
            faults: [],
        };
    },
};

/** The three largest processes of the run in the middle. */
function largestOf(peaks: readonly Peak[]): string {
    const middle = median(peaks.map(({ mebibytes }) => mebibytes));
    const [typical] = [...peaks].sort((a, b) => Math.abs(a.mebibytes - middle) - Math.abs(b.mebibytes - middle));
    const largest = typical?.processes.slice(0, 3) ?? [];
    return largest.map(({ name, mebibytes }) => `${name} ${mebibytes.toFixed(0)}`).join(", ");
}
