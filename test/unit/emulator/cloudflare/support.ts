import { createHash } from "node:crypto";
import { makeAuthorities } from "../../../../emulator/cloudflare/certificates/authorities";
import { allPermissions, initialState, type Seed } from "../../../../emulator/cloudflare/seed";
import { type CloudflareServer, startCloudflare } from "../../../../emulator/cloudflare/server";
import type { Authorities, CloudflareState } from "../../../../emulator/cloudflare/state";

/** The token that may do all. */
export const token = "t".repeat(40);

/** The usual account: `example.com` is active, `pending.test` not delegated yet. */
export const seed: Seed = {
    account: { name: "Acme", id: "a".repeat(32) },
    tokens: [{ value: token, permissions: allPermissions }],
    zones: [
        { name: "example.com", id: "e".repeat(32) },
        { name: "pending.test", id: "b".repeat(32), delegated: false },
    ],
    edge: { ipv4: ["198.51.100.7"], ipv6: ["2001:db8::7"], publicRanges: ["10.99.0.0/16"] },
};

export const zone = `/zones/${"e".repeat(32)}`;

/** What came back, as far as most tests look. */
export interface Came {
    readonly status: number;
    readonly result: unknown;
    readonly errors: readonly { readonly code: number; readonly message: string; readonly error_chain?: unknown }[];
    readonly messages: readonly unknown[];
    readonly info: unknown;
    readonly headers: Headers;
}

const begin = Date.parse("2026-11-21T12:00:00Z");

/** An emulator on a port of its own, with a clock that only the test moves, and ids that are the same each time. */
export class TestCloudflare {
    /** Milliseconds since 1970. */
    public time = begin;
    /** What chance gives next. */
    public chance = 0.5;
    /** How long the emulator would have waited, in milliseconds: it goes on at once. */
    public readonly pauses: number[] = [];
    private ids = 0;
    private server: CloudflareServer | undefined;

    public async start(account: Seed = seed): Promise<void> {
        this.time = begin;
        authorities ??= makeAuthorities(this.now(), () => this.nextId());
        const seeded = { authorities: await authorities, ...account };
        await this.startWith(await initialState(seeded, this.now(), () => this.nextId()));
    }

    public async startWith(state: CloudflareState): Promise<void> {
        const pause = async (milliseconds: number) => void this.pauses.push(milliseconds);
        const surroundings = { now: () => this.now(), newId: () => this.nextId(), draw: () => this.chance, pause };
        this.server = await startCloudflare({ state, surroundings });
    }

    public async stop(): Promise<void> {
        await this.server?.close();
    }

    public get url(): string {
        return this.server?.url ?? "";
    }

    public get state(): CloudflareState {
        if (!this.server) throw new Error("the emulator was not started");
        return this.server.state();
    }

    /** Sends a request with the token that may do all, or with another `Authorization` header, or none. */
    public async ask(method: string, path: string, body?: unknown, authorization: string | null = `Bearer ${token}`) {
        const response = await fetch(`${this.url}/client/v4${path}`, {
            method,
            headers: authorization === null ? {} : { authorization },
            ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        });
        const text = (await response.json()) as Record<string, unknown>;
        return {
            status: response.status,
            result: text.result,
            errors: text.errors,
            messages: text.messages,
            info: text.result_info,
            headers: response.headers,
        } as Came;
    }

    /** Sends a request to a path that only the emulator has. */
    public async admin(method: string, path: string, body?: unknown): Promise<unknown> {
        const response = await fetch(`${this.url}${path}`, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
        return response.headers.get("content-type")?.includes("json") ? await response.json() : await response.text();
    }

    public now(): Date {
        return new Date(this.time);
    }

    private nextId(): string {
        return createHash("sha256")
            .update(String(this.ids++))
            .digest("hex")
            .slice(0, 32);
    }
}

/** Made once for all tests of a file: their keys take a while. */
let authorities: Promise<Authorities> | undefined;

/** A member of a result, whatever it is. */
export function member(result: unknown, key: string): unknown {
    return (result as Readonly<Record<string, unknown>>)[key];
}
