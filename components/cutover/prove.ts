import { randomBytes } from "node:crypto";
import { answersWell, askedPath } from "../route/answers-well";
import { awaitRoute } from "../route/await-route";
import type { SmokeRun } from "../smoke/plan";
import { runSmoke } from "../smoke/run";
import { showLog, untilItEnds } from "./candidate";
import type { LiveProxy } from "./live-proxy";
import type { Move } from "./moves";
import type { CutOverPlan, RoutedWay } from "./plan";

/** What is proven, and by what. */
export interface Proof {
    readonly plan: CutOverPlan;
    readonly ways: readonly RoutedWay[];
    /** The proxies that take requests from outside. */
    readonly edges: readonly LiveProxy[];
    /** The smoke flows; none when left out. */
    readonly flows?: SmokeRun;
    readonly report: (line: string) => void;
    readonly signal: AbortSignal;
}

/**
 * The candidates answer on every edge, and the smoke flows are green with them, before anybody else reaches them.
 *
 * @throws Error with what is red
 */
export async function proveCandidates(proof: Proof, moves: readonly Move[]): Promise<void> {
    const ports = await Promise.all(proof.edges.map((edge) => edge.candidatePort()));
    for (const port of ports) await awaitCandidates(proof, moves, port);
    const [first] = ports;
    // All that moves answers by now: there is no route to wait for.
    if (first !== undefined) await runFlows(proof, { address: "127.0.0.1", port: first, routes: [] });
}

/**
 * The smoke flows are green for the public.
 *
 * @throws Error when one is red
 */
export async function provePublic(proof: Proof): Promise<void> {
    const [first] = proof.edges;
    // Where the edge takes requests from a proxy before it alone, the entry point of the candidates leads the same way.
    const inside = proof.flows?.tunnel === undefined ? undefined : await first?.candidatePort();
    await runFlows(proof, inside === undefined ? {} : { address: "127.0.0.1", port: inside, routes: [] });
}

async function awaitCandidates(proof: Proof, moves: readonly Move[], port: number): Promise<void> {
    const { plan, ways, report } = proof;
    const ended = new AbortController();
    const signal = AbortSignal.any([proof.signal, ended.signal]);
    const awaited = moves.map(async (move) => {
        const own = ways.filter(({ service }) => service === move.service);
        const candidate = { ...move, ...{ plan, report, signal } };
        const answers = Promise.all(own.map((way) => awaitAnswer(way, { port, seconds: plan.timeout, signal })));
        await Promise.race([answers, untilItEnds(candidate)]).catch(async (error: unknown) => {
            if (!signal.aborted) await showLog(candidate);
            throw error;
        });
    });
    await Promise.all(awaited).finally(() => ended.abort());
    proof.signal.throwIfAborted();
}

async function awaitAnswer(
    way: RoutedWay,
    wait: { readonly port: number; readonly seconds: number; readonly signal: AbortSignal },
): Promise<void> {
    const isGood = (status: number) => isAnswer(way, status);
    const { good, status } = await awaitRoute(way, { address: "127.0.0.1", ...wait, isGood });
    wait.signal.throwIfAborted();
    if (good) return;
    const answer = status === 0 ? "does not answer" : `answers ${status}`;
    throw new Error(`the candidate of ${way.service} ${answer} at ${askedPath(way)}`);
}

/** The proxy follows the way by now: where no health path is told, whatever the application itself says is an answer. */
function isAnswer(way: RoutedWay, status: number): boolean {
    return way.health === undefined ? ![0, 502, 503, 504].includes(status) : answersWell(way, status);
}

async function runFlows(
    { flows, report, signal }: Proof,
    where: Partial<Pick<SmokeRun, "address" | "port" | "routes">>,
): Promise<void> {
    if (flows === undefined) return;
    const unique = randomBytes(6).toString("hex");
    const { green } = await runSmoke({ ...flows, ...where }, { report, unique, signal });
    signal.throwIfAborted();
    if (!green) throw new Error("the smoke flow was red");
}
