import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { serve } from "@hono/node-server";
import { cloudflareApp } from "./app";
import { Emulated, type Surroundings } from "./emulated";
import type { CloudflareState } from "./state";

/** Where the server listens, and what it begins with. */
export interface CloudflareOptions {
    /** From `initialState`, or from a kept rehearsal. */
    readonly state: CloudflareState;
    /** 0, the default: any that is free. */
    readonly port?: number;
    /** Default 127.0.0.1. */
    readonly address?: string;
    /** Default: the machine's clock and chance. */
    readonly surroundings?: Partial<Surroundings>;
}

/** An emulated Cloudflare that runs. */
export interface CloudflareServer {
    /** What clients take for `https://api.cloudflare.com`; their base URL is this with `/client/v4`. */
    readonly url: string;
    readonly port: number;
    /** The state as it is now: for the DNS server, the edge, and a rehearsal that is kept. */
    state(): CloudflareState;
    close(): Promise<void>;
}

/** What a machine has of time and chance. */
export const machine: Surroundings = {
    now: () => new Date(),
    newId: () => randomBytes(16).toString("hex"),
    draw: () => Math.random(),
    pause: (milliseconds) => setTimeout(milliseconds),
};

/** Starts the HTTP server; throws where the port is taken. */
export async function startCloudflare(options: CloudflareOptions): Promise<CloudflareServer> {
    const { state, port = 0, address = "127.0.0.1", surroundings } = options;
    const emulated = new Emulated(state, { ...machine, ...surroundings });
    const { fetch } = cloudflareApp(emulated);
    return await new Promise((resolve, reject) => {
        const server = serve({ fetch, port, hostname: address }, ({ port: bound }: AddressInfo) => {
            const close = async () => {
                await new Promise<void>((done) => {
                    server.close(() => done());
                    if ("closeAllConnections" in server) server.closeAllConnections();
                });
            };
            resolve({ url: `http://${address}:${bound}`, port: bound, state: () => emulated.state, close });
        });
        server.once("error", reject);
    });
}
