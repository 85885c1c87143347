import {
    type DigitalOcean,
    type DigitalOceanOptions,
    startDigitalOcean,
} from "../../../../../emulator/digitalocean/server";
import { type RecordingMachines, recordingMachines } from "./recording-machines";

export interface Reply {
    readonly status: number;
    // Answers are JSON of many shapes.
    // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
    readonly body: any;
    readonly headers: Headers;
}

/** An emulated account with a clock that stands still until it is moved. */
export class Account {
    readonly #started: DigitalOcean[] = [];
    readonly #options: Partial<DigitalOceanOptions>;
    #now = Date.parse("2026-11-21T12:00:00Z");
    readonly machines: RecordingMachines = recordingMachines();
    readonly problems: string[] = [];
    readonly slept: number[] = [];

    constructor(options: Partial<DigitalOceanOptions> = {}) {
        this.#options = options;
    }

    /** Starts the emulator on a free port; again, when it was stopped. */
    async start(changed: Partial<DigitalOceanOptions> = {}): Promise<void> {
        this.#started.push(
            await startDigitalOcean({
                token: "dop_v1_good",
                machines: this.machines,
                clock: () => this.#now,
                chance: () => 0.5,
                sleep: async (milliseconds) => {
                    this.slept.push(milliseconds);
                },
                seed: "test",
                report: ({ reason }) => this.problems.push(reason),
                ...this.#options,
                ...changed,
            }),
        );
    }

    get emulator(): DigitalOcean {
        const last = this.#started.at(-1);
        if (last === undefined) throw new Error("not started");
        return last;
    }

    async stop(): Promise<void> {
        await this.#started.pop()?.stop();
    }

    /** Moves the clock, and lets the machines come to an end first. */
    async pass(seconds: number): Promise<void> {
        await this.emulator.idle();
        this.move(seconds);
    }

    /** Moves the clock, whatever the machines do. */
    move(seconds: number): void {
        this.#now += seconds * 1000;
    }

    async call(method: string, path: string, body?: unknown, token = "dop_v1_good"): Promise<Reply> {
        const response = await fetch(`${this.emulator.url}${path}`, {
            method,
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
        });
        const text = await response.text();
        return { status: response.status, body: text === "" ? undefined : JSON.parse(text), headers: response.headers };
    }

    /** The body's only value under a key, as in the droplet of `{droplet}`; fails the test on a refusal. */
    async get(path: string): Promise<Reply["body"]> {
        const { status, body } = await this.call("GET", path);
        if (status !== 200) throw new Error(`GET ${path}: ${status} ${JSON.stringify(body)}`);
        return Object.values(body)[0];
    }

    async make(path: string, wish: object): Promise<Reply["body"]> {
        const { status, body } = await this.call("POST", path, wish);
        if (status >= 300) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
        return body === undefined ? undefined : Object.values(body)[0];
    }

    /** A droplet that has booted. */
    async droplet(name: string, wish: object = {}): Promise<Reply["body"]> {
        const { id } = await this.make("/v2/droplets", { ...server, name, ...wish });
        await this.pass(5);
        return await this.get(`/v2/droplets/${id}`);
    }

    volume(name: string, wish: object = {}): Promise<Reply["body"]> {
        return this.make("/v2/volumes", { name, region: "fra1", size_gigabytes: 10, ...wish });
    }
}

/** A new account, whose emulator runs. */
export async function started(options: Partial<DigitalOceanOptions> = {}): Promise<Account> {
    const account = new Account(options);
    await account.start();
    return account;
}

/** What a test's droplet is like. */
export const server = { region: "fra1", size: "s-1vcpu-1gb", image: "debian-12-x64" };

export const publicKey =
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG6FoRpL0HdVqgdRQgJ2Ynxmc6ViXBvi5gfT1P46SEzf deploy@example.com";
