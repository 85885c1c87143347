import { setTimeout as pause } from "node:timers/promises";
import { underLoad } from "../../e2e/support/load";
import type { Session } from "../support/session";
import type { Deployer } from "./deployer";
import { watchAnswer } from "./first-answer";
import type { Version } from "./images";
import type { SlipwayDeployer } from "./slipway";

/** What came of one release under load. */
export interface ReleaseOutcome {
    /** Seconds from the start of the command to the new version's first answer. */
    readonly serving: number;
    /** Seconds that the command took. */
    readonly command: number;
    readonly requests: number;
    /** One text for each request without a 2xx answer. */
    readonly failures: readonly string[];
}

/** Requests a second while something is measured; every second one is a POST. */
const rate = 200;

/** Releases a version while requests come in, for a second before and two after, until there were enough of them. */
export async function measureRelease(
    session: Session,
    deployer: Deployer,
    { image, answer }: Version,
    requests: number,
): Promise<ReleaseOutcome> {
    let times: Pick<ReleaseOutcome, "serving" | "command"> | undefined;
    const load = await underLoad({ url: deployer.url, rate, post: true }, requests, async () => {
        await pause(1_000);
        const watch = watchAnswer(deployer.url, answer);
        try {
            const began = performance.now();
            await deployer.release(image);
            const command = (performance.now() - began) / 1000;
            await session.until(`${deployer.name}: version ${answer} answers`, async () => watch.first() !== undefined);
            times = { serving: ((watch.first() ?? Number.NaN) - began) / 1000, command };
        } finally {
            watch.stop();
        }
        await pause(2_000);
        session.goOn();
    });
    if (times === undefined) throw new Error(`${deployer.name} was not measured`);
    return { ...times, requests: load.sent, failures: load.failures };
}

/** Runs the very program, with nothing to change, under the same load: it is measured as slow as the machine then is. */
export async function measureProgramStart({ url, changeNothing }: SlipwayDeployer): Promise<ReleaseOutcome> {
    let seconds = Number.NaN;
    const load = await underLoad({ url, rate, post: true }, 0, async () => {
        const began = performance.now();
        await changeNothing();
        seconds = (performance.now() - began) / 1000;
    });
    return { serving: seconds, command: seconds, requests: load.sent, failures: load.failures };
}
