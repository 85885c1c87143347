import { setTimeout as pause } from "node:timers/promises";
import type { Traffic } from "../route/traffic";
import type { LiveProxy } from "./live-proxy";
import { type Move, movesOf, settled, shared } from "./moves";
import type { CutOverPlan, CutOverStep, RoutedWay } from "./plan";

/**
 * Seconds that a proxy may take to follow routes when it has followed others before. While one of them is waited for the
 * others have theirs, and nobody watches what comes of it.
 */
function soon({ timeout }: CutOverPlan): number {
    return Math.min(timeout, 10);
}

/** What a cut-over works with. */
export interface CutOver {
    readonly plan: CutOverPlan;
    /** The ways as they were when this last ended well. */
    readonly before: readonly RoutedWay[];
    readonly after: readonly RoutedWay[];
    readonly proxies: readonly LiveProxy[];
    /** Ends well when the candidates, or with them the public, answer as they shall; throws the reason. */
    readonly prove: (moves: readonly Move[], where: "candidates" | "public") => Promise<void>;
    /** Watches the candidates get their share of the requests, for the step's time; throws the reason to end it. */
    readonly watch: (moves: readonly Move[], step: CutOverStep) => Promise<void>;
    /** Tells a person. */
    readonly report: (line: string) => void;
    readonly signal: AbortSignal;
}

/**
 * Moves all requests of a release together: proves the candidates before the first request, raises their share step by
 * step, and proves the result. Whatever goes wrong puts all of them back.
 *
 * @throws Error with the reason, the version before serving
 */
export async function cutOver(run: CutOver): Promise<void> {
    const { plan, before, after, report } = run;
    const moves = movesOf(before, after);
    try {
        if (moves.length === 0) return await follow(run, settled(after), plan.timeout);
        // From here on the old version has all requests, whatever a deployer that was killed has left.
        await follow(run, shared(after, moves, 0, plan), plan.timeout);
        await run.prove(moves, "candidates");
        for (const step of stepsFor(moves, plan)) {
            const who = names(moves, step.weight, plan);
            report(`${step.weight} % of the requests go to ${who}, which is watched for ${step.seconds}s`);
            await follow(run, shared(after, moves, step.weight, plan), soon(plan));
            await run.watch(moves, step);
        }
        await follow(run, settled(after), soon(plan));
        await run.prove(moves, "public");
    } catch (error) {
        if (before.length > 0) await putBack(run);
        throw error;
    }
    report(`all requests go to ${moves.map(({ to }) => to).join(", ")}`);
}

/** The steps that are watched; without a canary among them, the candidates take over at once. */
function stepsFor(moves: readonly Move[], { steps, canaries }: CutOverPlan): readonly CutOverStep[] {
    const some = moves.some(({ service }) => canaries.includes(service));
    return steps.filter(({ weight, seconds }) => seconds > 0 && (some || weight === 100));
}

function names(moves: readonly Move[], weight: number, { canaries }: CutOverPlan): string {
    const moving = moves.filter(({ service }) => weight === 100 || canaries.includes(service));
    return moving.map(({ to }) => to).join(", ");
}

/** Gives all proxies the routes, and waits until all follow them; when one cannot, the others are not waited for. */
async function follow({ proxies, signal }: CutOver, traffic: Traffic, seconds: number): Promise<void> {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    await Promise.all(
        proxies.map(async (proxy) => {
            await guide(proxy, traffic, seconds, either).catch((error: unknown) => failed.abort(error));
        }),
    );
    // Not before all have ended: what is under way to a proxy may not come after the routes that are put back.
    failed.signal.throwIfAborted();
}

/** The routes as they were, on every proxy that can be reached: one that does not run follows them when it does. */
async function putBack({ proxies, before, plan, report }: CutOver): Promise<void> {
    await Promise.all(
        proxies.map(async (proxy) => {
            await guide(proxy, settled(before), soon(plan)).catch((error: unknown) => {
                report(`not put back: ${reasonOf(error)}; the next update does it`);
            });
        }),
    );
}

async function guide(proxy: LiveProxy, traffic: Traffic, seconds: number, signal?: AbortSignal): Promise<void> {
    const until = Date.now() + seconds * 1000;
    try {
        signal?.throwIfAborted();
        const applied = await proxy.place(traffic);
        for (;;) {
            const following = await proxy.follows(applied);
            if (following === "yes") return;
            signal?.throwIfAborted();
            const why = following === "not yet" ? "" : `: ${following.reason}`;
            if (Date.now() > until) throw new Error(`it does not follow its new routes within ${seconds}s${why}`);
            await pause(following === "not yet" ? 20 : 500);
        }
    } catch (error) {
        if (signal?.aborted) throw new Error("interrupted", { cause: error });
        throw new Error(`${proxy.name}: ${reasonOf(error)}`, { cause: error });
    }
}

function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
