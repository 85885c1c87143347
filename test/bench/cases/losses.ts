import { randomBytes } from "node:crypto";
import type { Deployer } from "../release/deployer";
import { buildVersion, type Version } from "../release/images";
import { measureRelease, type ReleaseOutcome } from "../release/measure-release";
import { failuresOf, lossOf } from "../release/report-switch";
import { slipwayUp } from "../release/slipway";
import { losesNothing, strategies } from "../release/strategies";
import type { BenchCase } from "../support/bench-case";
import { interleave } from "../support/interleave";
import type { Session } from "../support/session";

/** Requests that one release has to answer: 10,000 for twenty. */
const requests = 500;

/** Many releases by each strategy that promises to lose no request. */
export const lossesCase: BenchCase = {
    name: "losses",
    group: "releases",
    title: "requests that fail while Slipway releases, 200 a second, every second one a POST",
    measure: async (session) => {
        const id = randomBytes(2).toString("hex");
        const versions = [await buildVersion(session, id, "a"), await buildVersion(session, id, "b")] as const;
        const deployers: Deployer[] = [];
        for (const strategy of strategies.filter(losesNothing)) {
            const deployer = await slipwayUp(session, strategy);
            session.say(`  ${deployer.name}: first deploy …`);
            await deployer.release(versions[0].image);
            deployers.push(deployer);
        }
        const runs = await interleave(
            session,
            deployers.map((deployer) => ({
                name: deployer.name,
                run: async () => await fourReleases(session, deployer, versions),
                tell: (outcomes: readonly ReleaseOutcome[]) => lossOf({ outcomes }),
            })),
            false,
        );
        const all = deployers.map(({ name }, index) => ({ name, outcomes: (runs[index] ?? []).flat() }));
        return {
            measures: all.map(({ name, outcomes }) => ({
                what: `${name}, failed in one release`,
                unit: "requests",
                samples: outcomes.map(({ failures }) => failures.length),
                remark: `${lossOf({ outcomes })}, ${outcomes.length} releases`,
            })),
            limits: all.map((one) => ({
                what: `failed requests, ${one.name}`,
                value: failuresOf(one).length,
                limit: 0,
            })),
            notes: ["a release by each strategy in turn, four at a time, between two versions"],
            faults: all.flatMap((one) =>
                failuresOf(one)
                    .slice(0, 3)
                    .map((failure) => `${one.name}: ${failure}`),
            ),
        };
    },
};

/** Ends with the version with which it begins. */
async function fourReleases(
    session: Session,
    deployer: Deployer,
    [first, second]: readonly [Version, Version],
): Promise<readonly ReleaseOutcome[]> {
    const outcomes: ReleaseOutcome[] = [];
    for (const version of [second, first, second, first]) {
        outcomes.push(await measureRelease(session, deployer, version, [first, second], requests));
    }
    return outcomes;
}
