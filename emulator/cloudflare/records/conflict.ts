import { refusal } from "../api/refusal";
import type { DnsRecord, RecordFields } from "./record";

/**
 * Refuses a record that cannot stand beside those of its name: addresses not beside a CNAME, a delegation beside
 * nothing else, and none twice. See the notes at "Create DNS Record" and "Records with the same name".
 *
 * @param others the zone's records without the one that is changed
 * @param changing whether it is a change: the code for a duplicate is another one then, and clients must know both
 * @throws Refusal 81053, 81054, 81056, 81057 or 81058
 */
export function checkConflicts(others: readonly DnsRecord[], record: RecordFields, changing: boolean): void {
    const same = others.filter(({ name }) => name === record.name);
    const has = (...types: readonly string[]) => same.some(({ type }) => types.includes(type));
    if (record.type === "CNAME" && has("A", "AAAA", "CNAME")) {
        throw refusal(400, 81053, "An A, AAAA, or CNAME record with that host already exists.");
    }
    if ((record.type === "A" || record.type === "AAAA") && has("CNAME")) {
        throw refusal(400, 81054, "A CNAME record with that host already exists.");
    }
    if (record.type === "NS" ? same.some(({ type }) => type !== "NS") : has("NS")) {
        throw refusal(400, 81056, "NS records with that host already exist.");
    }
    if (!same.some((other) => identical(other, record))) return;
    throw changing
        ? refusal(400, 81057, "The record already exists.")
        : refusal(400, 81058, "An identical record already exists.");
}

/** A record's time to live, proxying and comment do not make it another one. */
function identical(one: RecordFields, other: RecordFields): boolean {
    return one.type === other.type && one.content === other.content && one.priority === other.priority;
}
