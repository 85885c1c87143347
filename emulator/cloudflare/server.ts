import { randomBytes } from "node:crypto";
import { createServer } from "node:https";
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
    /** Where it listens over TLS as well, for those who know it as `api.cloudflare.com`. */
    readonly secure?: SecureEntrance;
    /** Default: the machine's clock and chance. */
    readonly surroundings?: Partial<Surroundings>;
}

/** An entrance over TLS; key and certificate in PEM. */
export interface SecureEntrance {
    readonly address: string;
    readonly port: number;
    readonly certificate: string;
    readonly privateKey: string;
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

/** Starts the server; throws where a port is taken. */
export async function startCloudflare(options: CloudflareOptions): Promise<CloudflareServer> {
    const { state, port = 0, address = "127.0.0.1", secure, surroundings } = options;
    const emulated = new Emulated(state, { ...machine, ...surroundings });
    const { fetch } = cloudflareApp(emulated);
    const plain = await listen({ fetch, port, hostname: address });
    const closeAll = async (entrances: readonly Entrance[]) => {
        await Promise.all(entrances.map(({ close }) => close()));
    };
    const known = { url: `http://${address}:${plain.port}`, port: plain.port, state: () => emulated.state };
    if (secure === undefined) return { ...known, close: plain.close };
    try {
        const serverOptions = { cert: secure.certificate, key: secure.privateKey };
        const at = { port: secure.port, hostname: secure.address };
        const entrance = await listen({ fetch, ...at, createServer, serverOptions });
        return { ...known, close: () => closeAll([plain, entrance]) };
    } catch (error) {
        await plain.close();
        throw error;
    }
}

interface Entrance {
    readonly port: number;
    readonly close: () => Promise<void>;
}

async function listen(options: Parameters<typeof serve>[0]): Promise<Entrance> {
    return await new Promise((resolve, reject) => {
        const server = serve(options, ({ port }: AddressInfo) => {
            const close = async () => {
                await new Promise<void>((done) => {
                    server.close(() => done());
                    if ("closeAllConnections" in server) server.closeAllConnections();
                });
            };
            resolve({ port, close });
        });
        server.once("error", reject);
    });
}
