import { randomBytes } from "node:crypto";
import { composeUp } from "../release/compose-up";
import { buildVersions } from "../release/images";
import { measureProgramStart, measureRelease } from "../release/measure-release";
import { type Releases, reportReleases } from "../release/report-releases";
import { slipwayUp } from "../release/slipway";
import { stackDeploy } from "../release/stack-deploy";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";

/** Requests that Slipway's releases together have to answer. */
const enough = 2_000;

/** One image changed: how long until the new version serves, and what is lost on the way. */
export const releaseCase: BenchCase = {
    name: "release",
    title: "one image changed, under load: command start → new healthy version serving",
    measure: async (session) => {
        const id = randomBytes(2).toString("hex");
        const [first, second] = await buildVersions(session, id);
        const slipway = await slipwayUp(session);
        const deployers = [await stackDeploy(session, id), await composeUp(session, id), slipway];
        for (const { name, release } of deployers) {
            session.say(`  ${name}: first deploy …`);
            await release(first.image);
        }
        const requests = Math.ceil(enough / session.runs);
        const contestants = deployers.map((deployer) => {
            let next = second;
            return {
                name: deployer.name,
                run: async () => {
                    const version = next;
                    next = version === first ? second : first;
                    return await measureRelease(session, deployer, version, requests);
                },
                tell: tellRelease,
            };
        });
        const programStart = {
            name: "program start",
            run: async () => await measureProgramStart(slipway),
            tell: tellRelease,
        };
        const outcomes = await interleave(session, [...contestants, programStart], false);
        const [stack = [], compose = [], own = [], start = []] = outcomes;
        const releases: Releases = { stack, compose, slipway: own, programStart: start };
        return reportReleases(releases);
    },
};

function tellRelease({
    serving,
    failures,
}: {
    readonly serving: number;
    readonly failures: readonly string[];
}): string {
    return `${inSeconds(serving)}, ${failures.length} requests failed`;
}
