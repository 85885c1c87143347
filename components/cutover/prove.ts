import { randomBytes } from "node:crypto";
import { answersWell, askedPath } from "../route/answers-well";
import { awaitRoute } from "../route/await-route";
import type { SmokeRun } from "../smoke/plan";
import { runSmoke } from "../smoke/run";
import type { LiveProxy, Tunnel } from "./live-proxy";
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
    const tunnels: Tunnel[] = [];
    try {
        for (const edge of proof.edges) {
            const tunnel = await edge.openTunnel();
            tunnels.push(tunnel);
            await awaitCandidates(proof, moves, tunnel.port);
        }
        const [first] = tunnels;
        if (first !== undefined) await runFlows(proof, { address: "127.0.0.1", port: first.port });
    } finally {
        for (const tunnel of tunnels) tunnel.close();
    }
}

/**
 * The smoke flows are green for the public.
 *
 * @throws Error when one is red
 */
export async function provePublic(proof: Proof): Promise<void> {
    await runFlows(proof, {});
}

async function awaitCandidates({ plan, ways, signal }: Proof, moves: readonly Move[], port: number): Promise<void> {
    const asked = ways.filter(({ service }) => moves.some((move) => move.service === service));
    await Promise.all(
        asked.map(async (way) => {
            const { good, status } = await awaitRoute(way, {
                address: "127.0.0.1",
                ...{ port, seconds: plan.timeout, signal },
                isGood: (status) => isAnswer(way, status),
            });
            signal.throwIfAborted();
            if (good) return;
            const answer = status === 0 ? "does not answer" : `answers ${status}`;
            throw new Error(`the candidate of ${way.service} ${answer} at ${askedPath(way)}`);
        }),
    );
}

/** The proxy follows the way by now: where no health path is told, whatever the application itself says is an answer. */
function isAnswer(way: RoutedWay, status: number): boolean {
    return way.health === undefined ? ![0, 502, 503, 504].includes(status) : answersWell(way, status);
}

async function runFlows(
    { flows, report, signal }: Proof,
    where: { readonly address?: string; readonly port?: number },
): Promise<void> {
    if (flows === undefined) return;
    const unique = randomBytes(6).toString("hex");
    const { green } = await runSmoke({ ...flows, ...where }, { report, unique, signal });
    signal.throwIfAborted();
    if (!green) throw new Error("the smoke flow was red");
}
