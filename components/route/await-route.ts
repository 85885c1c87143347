import { type IncomingMessage, request } from "node:http";
import { request as secureRequest } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { type AnsweringRoute, answersWell, askedHost, askedPath } from "./answers-well";

/** How a route is waited for. */
export interface RouteWait {
    /** Address at which the edge is reached. */
    readonly address: string;
    /** Port of the edge. */
    readonly port: number;
    /** The route's own host is asked over TLS, at that port, and not that address. */
    readonly byName?: boolean;
    /** Seconds that the route may take: the proxy reads new routes within a second. */
    readonly seconds: number;
    /** Which statuses are good; left out: `answersWell` says. */
    readonly isGood?: (status: number) => boolean;
    /** Ends the wait early. */
    readonly signal?: AbortSignal;
    /** Called once, when the first answer is not good. */
    readonly onWait?: () => void;
}

/** What a route answered last. */
export interface RouteAnswer {
    readonly good: boolean;
    /** 0 when there was no answer. */
    readonly status: number;
}

/** Asks a route through the proxy until it answers well, or its time is up. */
export async function awaitRoute(route: AnsweringRoute, wait: RouteWait): Promise<RouteAnswer> {
    const { isGood = (status: number) => answersWell(route, status) } = wait;
    const until = Date.now() + wait.seconds * 1000;
    for (let told = false; ; told = true) {
        const status = await statusOf(route, wait);
        const good = isGood(status);
        if (good || Date.now() > until || wait.signal?.aborted) return { good, status };
        if (!told) wait.onWait?.();
        await pause(250, undefined, wait.signal === undefined ? {} : { signal: wait.signal }).catch(() => {});
    }
}

/** The status of a GET, 0 when there is no answer. */
function statusOf(route: AnsweringRoute, { address, port, byName, signal }: RouteWait): Promise<number> {
    return new Promise((resolve) => {
        const host = askedHost(route);
        const options = { port, path: askedPath(route), headers: { host }, timeout: 10_000, ...(signal && { signal }) };
        const take = (response: IncomingMessage) => {
            response.resume();
            resolve(response.statusCode ?? 0);
        };
        const asked = byName
            ? secureRequest({ ...options, host, agent: false }, take)
            : request({ ...options, host: address }, take);
        asked.on("timeout", () => asked.destroy());
        asked.on("error", () => resolve(0));
        asked.end();
    });
}
