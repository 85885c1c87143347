import { setTimeout as pause } from "node:timers/promises";
import { underLoad } from "../../e2e/support/load";
import type { Session } from "../support/session";
import { AnswerLog } from "./answer-log";
import type { Version } from "./images";
import { rate } from "./measure-release";
import type { SlipwayDeployer } from "./slipway";

/** What came of a release whose new version answers with errors. */
export interface BreachOutcome {
    /** Whether the command failed, as it must. */
    readonly aborted: boolean;
    /** Seconds from the first error to the new version's last answer. */
    readonly touching: number;
    /** Seconds from the first error to the end of the command, with everything as before. */
    readonly returned: number;
    /** Requests that the new version answered, well or not. */
    readonly touched: number;
    /** Requests that came from the first that it answered to the last, those two too. */
    readonly meanwhile: number;
    /** Requests that failed and were not the new version's to answer. */
    readonly othersFailed: number;
}

/** Releases a bad version while requests come in, for a second before and two after. */
export async function measureBreach(
    session: Session,
    deployer: SlipwayDeployer,
    good: Version,
    bad: Version,
): Promise<BreachOutcome> {
    const log = new AnswerLog([good.answer, bad.answer]);
    let errors = 0;
    let code = 0;
    let ended = Number.NaN;
    const { failures } = await underLoad(
        {
            ...{ url: deployer.url, rate, post: true },
            onAnswer: (answer) => {
                log.take(answer, performance.now());
                if (answer.body === bad.answer && answer.status > 299) errors += 1;
            },
        },
        0,
        async () => {
            await pause(1_000);
            code = await deployer.attempt(bad.image);
            ended = performance.now();
            await pause(2_000);
            session.goOn();
        },
    );
    const { firstErrorAt = Number.NaN, lastAt = Number.NaN, requests, count = 0 } = log.of(bad.answer) ?? {};
    const [lowest, highest] = requests ?? [1, 0];
    return {
        aborted: code !== 0,
        touching: (lastAt - firstErrorAt) / 1000,
        returned: (ended - firstErrorAt) / 1000,
        touched: count,
        meanwhile: highest - lowest + 1,
        othersFailed: failures.length - errors,
    };
}
