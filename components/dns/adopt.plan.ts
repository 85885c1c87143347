import type { WantedRecord } from "./wanted-records.plan";

/** A record that the zone has. */
export interface FoundRecord {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly content: string;
}

/** What is asked before the first record changes. */
export interface AdoptionQuestion {
    readonly wanted: readonly WantedRecord[];
    /** The zone's records, at least those with the names of the wanted ones. */
    readonly found: readonly FoundRecord[];
    /** Identifiers of the records that the stack has already. */
    readonly own: ReadonlySet<string>;
    /** Name of the zone. */
    readonly zone: string;
    readonly zoneId: string;
    /** Name of the component: what the names of its records begin with. */
    readonly component: string;
    /** Name of the Pulumi stack. */
    readonly stack: string;
}

/** What becomes of the records that are there. */
export interface Adoption {
    /** What the `import` option of a record says, by its role; one that is not named here is the stack's or is made. */
    readonly imports: Readonly<Record<string, string>>;
    /** A line for each record that stands in the way. */
    readonly problems: readonly string[];
}

/**
 * Decides which records of a zone become the stack's own: those that say already what is wanted. What says something else
 * is somebody's, and stays as it is until that person decides.
 *
 * A record that is in the state is not named: the `import` option is for the one update that takes it over. Left in place
 * it would change nothing either, but then Pulumi refuses whatever replaces the record.
 */
export function planAdoption(question: AdoptionQuestion): Adoption {
    const decided = question.wanted.map((wanted) => decide(wanted, question));
    return {
        imports: Object.fromEntries(decided.flatMap(({ imports }) => imports)),
        problems: decided.flatMap(({ problems }) => problems),
    };
}

interface Decision {
    readonly imports: readonly (readonly [string, string])[];
    readonly problems: readonly string[];
}

function decide(wanted: WantedRecord, question: AdoptionQuestion): Decision {
    const here = question.found.filter(({ name }) => name === wanted.name);
    const has = here.some((record) => question.own.has(record.id) && becomes(wanted, record));
    const others = here.filter(({ id }) => !question.own.has(id));
    const same = has ? undefined : others.find((record) => says(wanted, record));
    const inTheWay = others.filter((record) => record !== same && excludes(wanted, record, question.zone));
    // One of them can become the record; what is left would stand beside it.
    const first = has || same !== undefined ? undefined : inTheWay.find(({ type }) => type === "A" || type === "CNAME");
    return {
        imports: same === undefined ? [] : [[wanted.role, `${question.zoneId}/${same.id}`]],
        problems: inTheWay.map((record) => problem(wanted, record, record === first, question)),
    };
}

function says({ type, content }: WantedRecord, record: FoundRecord): boolean {
    return record.type === type && record.content === content;
}

/** Whether a record of the stack is the one that shall be as wanted: a host has one, however it came to the stack. */
function becomes(wanted: WantedRecord, record: FoundRecord): boolean {
    return wanted.type === "CAA" ? says(wanted, record) : record.type !== "CAA";
}

/** Some requests would go elsewhere with both. Authorities that others let in harm nobody. */
function excludes({ type, name }: WantedRecord, record: FoundRecord, zone: string): boolean {
    // The zone's own name servers delegate nothing.
    const others = ["A", "AAAA", "CNAME", ...(name === zone ? [] : ["NS"])];
    return type === "A" && others.includes(record.type);
}

function problem(
    { role, name }: WantedRecord,
    { id, type, content }: FoundRecord,
    replaceable: boolean,
    { zoneId, component, stack }: AdoptionQuestion,
): string {
    const resource = `'${component}-${role}'`;
    const take = `pulumi import ${recordType} ${resource} ${zoneId}/${id} --stack ${stack} --protect=false --generate-code=false`;
    const mend = replaceable ? `, or take it over as it is with ${take} so that the next update changes it` : "";
    return `slipway:domain: ${name} has a record in the zone that this stack has not made (${type} ${content}): delete it at Cloudflare (DNS > Records)${mend}`;
}

/** Pulumi's name for the type of a record. */
export const recordType = "cloudflare:index/dnsRecord:DnsRecord";
