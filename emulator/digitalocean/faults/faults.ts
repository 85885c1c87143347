import { z } from "zod";

const bootFault = z.strictObject({
    name: z.string().default("*").describe("the droplet's name, or its beginning before a *"),
    outcome: z.enum(["stuck", "dark"]).describe("stuck: stays new; dark: becomes active, and nothing answers"),
    times: z.number().int().positive().nullable().default(null).describe("how many droplets; null: all"),
});
const requestFault = z.strictObject({
    method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]).optional(),
    path: z.string().default("*").describe("a path, or its beginning before a *"),
    status: z.literal([422, 429, 500, 502, 503, 504]).optional(),
    message: z.string().optional().describe("the API's words, instead of the usual ones of the status"),
    cut: z.boolean().default(false).describe("ends the connection without an answer"),
    rate: z.number().min(0).max(1).default(1).describe("how many of the requests it meets, from 0 to 1"),
    times: z.number().int().positive().nullable().default(null).describe("how many requests at most; null: all"),
    latency: z.number().min(0).default(0).describe("milliseconds that the request waits first"),
    retryAfter: z.number().int().min(0).optional().describe("seconds, for a 429 or 503"),
});

/** What `POST /_faults` takes; what it does not name goes well. */
export const faultsRequest = z.strictObject({
    down: z.boolean().default(false).describe("no request gets an answer"),
    requests: z.array(requestFault).default([]),
    boots: z.array(bootFault).default([]),
    die: z.array(z.string()).default([]).describe("names or ids of droplets whose machines stand still from now on"),
    missingScopes: z.array(z.string()).default([]).describe("scopes that the token lacks, as in droplet:create"),
});

/** One way in which requests go wrong. */
export type RequestFault = z.infer<typeof requestFault>;

/** What goes wrong with requests. */
export interface Faults {
    readonly down: boolean;
    readonly requests: readonly RequestFault[];
    readonly missingScopes: readonly string[];
}

/** All goes well. */
export const noFaults: Faults = { down: false, requests: [], missingScopes: [] };
