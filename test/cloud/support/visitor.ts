import { Resolver } from "node:dns/promises";
import { readFileSync } from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { Agent, request as requestTls } from "node:https";
import type { LookupFunction } from "node:net";
import type { Rehearsal } from "../../../emulator/rehearsal/start-rehearsal";

/** What a visitor got. */
export interface Visit {
    readonly status: number;
    readonly headers: IncomingHttpHeaders;
    readonly body: string;
}

/** Somebody out on the rehearsal's internet: finds names there, and trusts nobody but its authority. */
export class Visitor {
    /** Connects as the visitor does. */
    readonly agent: Agent;
    private readonly lookup: LookupFunction;

    constructor({ addresses, authorityFile }: Pick<Rehearsal, "addresses" | "authorityFile">) {
        const resolver = new Resolver();
        resolver.setServers([addresses.dns]);
        this.lookup = (name, { all }, done) => {
            resolver.resolve4(name).then(
                ([first = "", ...more]) => {
                    if (all === true)
                        done(
                            null,
                            [first, ...more].map((address) => ({ address, family: 4 })),
                        );
                    else done(null, first, 4);
                },
                (error: NodeJS.ErrnoException) => done(error, []),
            );
        };
        const ca = readFileSync(authorityFile, "utf8");
        this.agent = new Agent({ keepAlive: true, maxSockets: 50, lookup: this.lookup, ca });
    }

    /** Asks for a page, and follows no redirect; throws where there is no answer, or the certificate is wrong. */
    async ask(url: string): Promise<Visit> {
        const isTls = url.startsWith("https:");
        const way = isTls ? { agent: this.agent } : { agent: false, lookup: this.lookup };
        return await new Promise((resolve, reject) => {
            const asked = (isTls ? requestTls : request)(url, { ...way, timeout: 20_000 }, (response) => {
                let body = "";
                response.setEncoding("utf8").on("data", (part: string) => {
                    body += part;
                });
                const { statusCode: status = 0, headers } = response;
                response.on("end", () => resolve({ status, headers, body })).on("error", reject);
            });
            asked.on("timeout", () => asked.destroy(new Error(`no answer of ${url}`)));
            asked.on("error", reject).end();
        });
    }

    /** Lets go of its connections. */
    leave(): void {
        this.agent.destroy();
    }
}
