import { askedPath } from "../route/answers-well";
import { awaitRoute } from "../route/await-route";
import { runFlow } from "./flow";
import { said } from "./lines";
import type { SmokeRun } from "./plan";
import type { FlowResult, RunOptions, SmokeResult } from "./results";

/** Seconds that the routes may take to answer before the first step. */
const routesLimit = 30;

/** The same where they are asked by their public names. */
const namesLimit = 300;

/**
 * Waits until the routes answer, then runs all flows one after the other: a red one does not keep the others from it.
 * A route that stays silent is told; the flows decide whether that matters.
 */
export async function runSmoke(run: SmokeRun, options: RunOptions): Promise<SmokeResult> {
    await awaitAll(run, options);
    const flows: FlowResult[] = [];
    for (const flow of run.flows) {
        if (options.signal.aborted) break;
        flows.push(await runFlow(flow, run, options));
    }
    const red = flows.filter((flow) => !flow.green).map(({ name }) => name);
    // The last line stands for all in messages that have room for one.
    if (options.signal.aborted) options.report(said("interrupted"));
    else if (red.length > 0) options.report(said(`red: ${red.join(", ")}`));
    return { green: !options.signal.aborted && red.length === 0, flows };
}

async function awaitAll({ routes, ...door }: SmokeRun, { report, signal }: RunOptions): Promise<void> {
    await Promise.all(
        routes.map(async (route) => {
            const onWait = () => report(said(`waiting for ${route.service} to answer …`));
            // A name that is new takes its time to be known.
            const seconds = door.byName ? namesLimit : routesLimit;
            const { good, status } = await awaitRoute(route, { ...door, seconds, signal, onWait });
            const answer = status === 0 ? "does not answer" : `answers ${status}`;
            if (!good)
                report(
                    said(`route ${route.host ?? ""}${route.path} → ${route.service}: ${askedPath(route)} ${answer}`),
                );
        }),
    );
}
