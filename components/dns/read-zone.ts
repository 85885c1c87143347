import * as cloudflare from "@pulumi/cloudflare";
import type * as pulumi from "@pulumi/pulumi";
import { type Adoption, planAdoption } from "./adopt.plan";
import { DnsError } from "./dns-error";
import { type Wanted, wantedRecords } from "./wanted-records.plan";
import { lookUpProblem, zoneProblems } from "./zone.plan";

/** What {@link readZone} looks for. */
export interface ZoneQuestion extends Wanted {
    /** Name of the zone, e.g. `example.com`. */
    readonly zone: string;
    /** Requests shall go through Cloudflare. */
    readonly proxied: boolean;
    /** Identifiers of the records that the stack has already, from `ownRecords`. */
    readonly own: ReadonlySet<string>;
    /** Name of the component that makes the records. */
    readonly component: string;
    /** Name of the Pulumi stack. */
    readonly stack: string;
    /** Seconds that Cloudflare may take to answer each question; 20 when left out. */
    readonly limit?: number;
}

/** A zone that can be used, and what in it becomes the stack's. */
export interface Zone extends Pick<Adoption, "imports"> {
    readonly name: string;
    /** Cloudflare's identifier. */
    readonly id: string;
}

/**
 * Asks Cloudflare for a zone and for what it has at the stack's hosts, before anything changes.
 *
 * @param opts whose provider is asked, when that is not the default one
 * @throws DnsError with everything that stands in the way
 */
export async function readZone(question: ZoneQuestion, opts: pulumi.InvokeOptions = {}): Promise<Zone> {
    const { zone, proxied, own, component, stack, limit = 20 } = question;
    const ask = <T>(answer: Promise<T>) => within(limit, answer).catch((error: unknown) => refuse(zone, error));
    const answer = await ask(cloudflare.getZone({ filter: { name: zone } }, opts));
    const problems = zoneProblems(answer, proxied);
    if (problems.length > 0) throw new DnsError(problems);
    const wanted = wantedRecords(question);
    // By name, since a zone can have thousands of others.
    const names = [...new Set(wanted.map(({ name }) => name))];
    const lists = await Promise.all(
        names.map((name) => ask(cloudflare.getDnsRecords({ zoneId: answer.zoneId, name: { exact: name } }, opts))),
    );
    const found = lists.flatMap(({ results }) => results);
    const adoption = planAdoption({ ...{ wanted, found, own, component, stack, zone }, zoneId: answer.zoneId });
    if (adoption.problems.length > 0) throw new DnsError(adoption.problems);
    return { name: zone, id: answer.zoneId, imports: adoption.imports };
}

/** A provider that waits for an API that is down waits for minutes. */
async function within<T>(seconds: number, answer: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${seconds} seconds`)), seconds * 1000);
    });
    return await Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}

function refuse(zone: string, error: unknown): never {
    throw new DnsError([lookUpProblem(zone, error instanceof Error ? error.message : String(error))]);
}
