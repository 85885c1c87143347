import { writeFileSync } from "node:fs";
import { type MochaOptions, type Runner, reporters } from "mocha";
import type { Counts } from "./counts";

/** Mocha's usual report for people; the counts go as JSON to the file that `SLIPWAY_TEST_COUNTS` names. */
class CountingReporter extends reporters.Spec {
    constructor(runner: Runner, options?: MochaOptions) {
        super(runner, options);
        const file = process.env.SLIPWAY_TEST_COUNTS;
        runner.once("end", () => {
            const counts: Counts = { passed: this.stats.passes, failed: this.stats.failures };
            if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
        });
    }
}

export = CountingReporter;
