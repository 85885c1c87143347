import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Account } from "./account/account";
import { createApp } from "./app";
import { Cloud } from "./cloud";
import { type Durations, rehearsalDurations } from "./durations";
import { initialState } from "./initial-state";
import type { Machines } from "./machines/machines";
import type { Failure } from "./machines/runner";
import { type Limits, realLimits } from "./rate-limit";
import type { State } from "./state";
import { readState, writeState } from "./state-file";

/** How DigitalOcean is emulated. */
export interface DigitalOceanOptions {
    /** On loopback; by default a free one. */
    readonly port?: number;
    /** The only one that is accepted. */
    readonly token: string;
    readonly machines: Machines;
    /** Milliseconds since 1970; by default this machine's. */
    readonly clock?: () => number;
    /** Draws a number from 0 to 1, for faults that have a rate. */
    readonly chance?: () => number;
    /** Waits, for faults that have a latency. */
    readonly sleep?: (milliseconds: number) => Promise<void>;
    /** Where everything is kept: read at the start, if it is there, and written with each change. */
    readonly stateFile?: string;
    /** What ids are made from; by default chance. A kept state has its own. */
    readonly seed?: string;
    /**
     * Where droplets, load balancers and reserved IPs have their public addresses from, in CIDR notation; the first is the
     * gateway's. By default a part of the range for tests of networks (RFC 2544).
     */
    readonly publicNetwork?: string;
    /** Range of the first private network, within 10.0.0.0/8, in CIDR notation; the next follow. By default 10.100.0.0/20. */
    readonly privateNetwork?: string;
    readonly account?: Partial<Account>;
    /**
     * Regions that have their default VPC already. As with the real one, the first VPC of any other becomes its default,
     * which cannot be deleted.
     */
    readonly usedRegions?: readonly string[];
    readonly durations?: Durations;
    readonly limits?: Limits;
    /** Gets what the machines could not do. */
    readonly report?: (failure: Failure) => void;
}

/** A running emulator. */
export interface DigitalOcean {
    /** What clients take for `https://api.digitalocean.com`. */
    readonly url: string;
    /** Everything that the account has by now. */
    readonly state: () => State;
    /** Comes back when the machines have nothing left to do. */
    readonly idle: () => Promise<void>;
    /** Ends the server; the machines stay. */
    readonly stop: () => Promise<void>;
}

/** Starts an emulator of DigitalOcean's API, version 2, on loopback. */
export async function startDigitalOcean(options: DigitalOceanOptions): Promise<DigitalOcean> {
    const { stateFile, clock = Date.now, durations = rehearsalDurations, limits = realLimits } = options;
    const kept = stateFile === undefined ? undefined : readState(stateFile);
    const { seed = randomUUID(), publicNetwork = "198.18.0.0/20", account = {}, usedRegions = [] } = options;
    const { privateNetwork } = options;
    const state =
        kept ??
        initialState({
            ...{ seed, publicNetwork, now: clock(), account, usedRegions },
            ...(privateNetwork === undefined ? {} : { privateNetwork }),
        });
    const cloud = new Cloud(state, kept !== undefined, {
        machines: options.machines,
        clock,
        durations,
        keep: (changed) => {
            if (stateFile !== undefined) writeState(stateFile, changed);
        },
        report: options.report ?? (() => undefined),
    });
    const app = createApp({
        cloud,
        token: options.token,
        limits,
        clock,
        chance: options.chance ?? Math.random,
        sleep: options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
        requestId: randomUUID,
    });
    const { server, port } = await listen(app.fetch, options.port ?? 0);
    return {
        url: `http://127.0.0.1:${port}`,
        state: () => cloud.state(),
        idle: () => cloud.idle(),
        stop: () => close(server),
    };
}

type Server = ReturnType<typeof serve>;

function listen(fetch: Parameters<typeof serve>[0]["fetch"], port: number): Promise<{ server: Server; port: number }> {
    return new Promise((resolve, reject) => {
        const server = serve({ fetch, port, hostname: "127.0.0.1" }, (info: AddressInfo) => {
            resolve({ server, port: info.port });
        });
        server.once("error", reject);
    });
}

function close(server: Server): Promise<void> {
    return new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        if ("closeAllConnections" in server) server.closeAllConnections();
    });
}
