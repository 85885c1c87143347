import { randomBytes } from "node:crypto";
import { buildVersion } from "../release/images";
import { type BreachOutcome, measureBreach } from "../release/measure-breach";
import { reportBreaches } from "../release/report-breaches";
import { slipwayUp } from "../release/slipway";
import { firstWeight, oneLongStep, releaseWith } from "../release/strategies";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";

/** Shares of the answers that are errors: five times the limit, and more. */
const errorRates = [0.05, 0.2, 1];

/** A canary whose new version answers with errors: how fast everything is as before, and how many requests it touches. */
export const abortCase: BenchCase = {
    name: "abort",
    group: "releases",
    title: `a bad version at the first weight of ${firstWeight} %: how fast it is taken back`,
    measure: async (session) => {
        const id = randomBytes(2).toString("hex");
        const good = await buildVersion(session, id, "good");
        const deployer = await slipwayUp(session, "canary");
        session.say(`  ${deployer.name}: first deploy …`);
        await deployer.release(good.image);
        const bad = [];
        for (const errors of errorRates) {
            bad.push({ errors, version: await buildVersion(session, id, `bad-${errors * 100}`, errors) });
        }
        const runs = await interleave(
            session,
            bad.map(({ errors, version }) => ({
                name: `${errors * 100} % errors`,
                run: async () => {
                    deployer.configure({ ...releaseWith("canary"), ...oneLongStep });
                    const outcome = await measureBreach(session, deployer, good, version);
                    // What a person does next: back to what served all the time.
                    deployer.configure(releaseWith("canary"));
                    await deployer.release(good.image);
                    return outcome;
                },
                tell: ({ aborted, returned, touched, meanwhile }: BreachOutcome) =>
                    `${aborted ? "aborted" : "RELEASED"}, ${inSeconds(returned)}, ${touched} of ${meanwhile} requests touched`,
            })),
            false,
        );
        return reportBreaches(
            bad.map(({ errors }, index) => ({ errors, outcomes: runs[index] ?? [] })),
            firstWeight / 100,
        );
    },
};
