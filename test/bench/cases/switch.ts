import { randomBytes } from "node:crypto";
import { composeUp } from "../release/compose-up";
import type { Deployer } from "../release/deployer";
import { dockerRollout } from "../release/docker-rollout";
import { buildVersion, type Version } from "../release/images";
import { kamal } from "../release/kamal";
import { measureProgramStart, measureRelease, type ReleaseOutcome } from "../release/measure-release";
import { reportSwitch } from "../release/report-switch";
import { type SlipwayDeployer, slipwayUp } from "../release/slipway";
import { stackDeploy } from "../release/stack-deploy";
import { losesNothing, strategies } from "../release/strategies";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";
import type { Session } from "../support/session";

/** Requests that the releases of each contestant together have to answer. */
const enough = 2_000;

/** One who deploys; Slipway also tells what its program start takes. */
interface Entrant {
    readonly deployer: Deployer;
    readonly changeNothing?: SlipwayDeployer["changeNothing"];
    readonly lossless: boolean;
}

interface Run {
    readonly outcome: ReleaseOutcome;
    readonly start: number;
}

/** One image changed: how long until the new version serves, what is lost on the way, and what memory it takes. */
export const switchCase: BenchCase = {
    name: "switch",
    group: "releases",
    title: "one image changed, under load: seconds from the start of the command",
    measure: async (session) => {
        const id = randomBytes(2).toString("hex");
        const versions = [await buildVersion(session, id, "a"), await buildVersion(session, id, "b")] as const;
        const built = await kamal(session, id);
        const entrants = [...(await peers(session, id, built)), ...(await ownOnes(session))];
        for (const { deployer } of entrants) {
            session.say(`  ${deployer.name}: first deploy …`);
            await deployer.release(versions[0].image);
        }
        const runs = await interleave(
            session,
            entrants.map((entrant) => ({
                name: entrant.deployer.name,
                run: inTurn(session, entrant, versions),
                tell: ({ outcome: { serving, failures } }: Run) =>
                    `${inSeconds(serving)}, ${failures.length} requests failed`,
            })),
            false,
        );
        const releases = entrants.map(({ deployer: { name }, changeNothing, lossless }, index) => {
            const own = runs[index] ?? [];
            const starts = changeNothing === undefined ? {} : { starts: own.map(({ start }) => start) };
            return { name, lossless, outcomes: own.map(({ outcome }) => outcome), ...starts };
        });
        const { notes, ...report } = reportSwitch(releases, "Slipway, blueGreen");
        const missing = built === undefined ? ["kamal-proxy is missing: there is no Go here to build it with"] : [];
        return { ...report, notes: [...notes, ...missing] };
    },
};

async function peers(session: Session, id: string, built: Deployer | undefined): Promise<readonly Entrant[]> {
    const deployers = [
        await stackDeploy(session, id),
        await composeUp(session, id),
        await dockerRollout(session, id, false),
        await dockerRollout(session, id, true),
        ...(built === undefined ? [] : [built]),
    ];
    return deployers.map((deployer) => ({ deployer, lossless: false }));
}

async function ownOnes(session: Session): Promise<readonly Entrant[]> {
    const entrants: Entrant[] = [];
    for (const strategy of strategies) {
        const deployer = await slipwayUp(session, strategy);
        const { changeNothing } = deployer;
        entrants.push({ deployer, changeNothing, lossless: losesNothing(strategy) });
    }
    return entrants;
}

/** A run that deploys the second version, the first, the second again, …; program start is taken just before. */
function inTurn(session: Session, entrant: Entrant, [first, second]: readonly [Version, Version]): () => Promise<Run> {
    const { deployer, changeNothing } = entrant;
    const requests = Math.ceil(enough / session.runs);
    let next = second;
    return async () => {
        const version = next;
        next = version === first ? second : first;
        const start = changeNothing === undefined ? Number.NaN : await measureProgramStart(deployer.url, changeNothing);
        return { start, outcome: await measureRelease(session, deployer, version, [first, second], requests) };
    };
}
