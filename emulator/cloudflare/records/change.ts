import { type Call, membersOf } from "../api/call";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { withZone } from "../zones/find";
import type { Plan, Zone } from "../zones/zone";
import { checkConflicts } from "./conflict";
import { readRecord } from "./read";
import type { DnsRecord, RecordFields } from "./record";

/** A state after a change, and the record that it was about. */
export interface Changed {
    readonly state: CloudflareState;
    readonly record: DnsRecord;
}

/** What of a call a change needs: those of a batch have their bodies apart. */
export type Moment = Pick<Call, "now" | "newId">;

/** A record as a request gives it. */
export type Given = Readonly<Record<string, unknown>>;

/** The state with a new record. Throws a `Refusal` where it may not be. */
export function created(state: CloudflareState, zone: Zone, given: Given, moment: Moment): Changed {
    const others = recordsOf(state, zone);
    if (others.length >= quotas[zone.plan]) throw refusal(400, 81045, "Record quota exceeded.");
    const fields = readRecord(given, { ...zone, publicRanges: state.edge.publicRanges });
    checkConflicts(others, fields, false);
    const now = moment.now.toISOString();
    const record = stamped(
        { ...fields, id: moment.newId(), zoneId: zone.id, createdOn: now, modifiedOn: now },
        undefined,
    );
    return { state: touched({ ...state, records: [...state.records, record] }, zone), record };
}

/** The state with a record overwritten: what is not given is as usual. Throws a `Refusal` where it may not be. */
export function overwritten(state: CloudflareState, zone: Zone, id: string, given: Given, moment: Moment): Changed {
    const before = recordOf(state, zone, id);
    const fields = readRecord(given, { ...zone, publicRanges: state.edge.publicRanges });
    const others = recordsOf(state, zone).filter((other) => other.id !== id);
    checkConflicts(others, fields, true);
    const { zoneId, createdOn } = before;
    const record = stamped({ ...fields, id, zoneId, createdOn, modifiedOn: moment.now.toISOString() }, before);
    const records = state.records.map((other) => (other.id === id ? record : other));
    return { state: touched({ ...state, records }, zone), record };
}

/** The state with some of a record changed: what is not given stays. Throws a `Refusal` where it may not be. */
export function edited(state: CloudflareState, zone: Zone, id: string, given: Given, moment: Moment): Changed {
    const { settings, ...before }: RecordFields = recordOf(state, zone, id);
    const merged = { ...settings, ...membersOf({ body: given.settings }) };
    return overwritten(state, zone, id, { ...before, ...given, settings: merged }, moment);
}

/** The state without a record. Throws a `Refusal` where there is none. */
export function deleted(state: CloudflareState, zone: Zone, id: string): Changed {
    const record = recordOf(state, zone, id);
    return { state: touched({ ...state, records: state.records.filter((other) => other.id !== id) }, zone), record };
}

/** The zone's records, oldest first. */
export function recordsOf(state: CloudflareState, zone: Pick<Zone, "id">): readonly DnsRecord[] {
    return state.records.filter(({ zoneId }) => zoneId === zone.id);
}

/**
 * A record of a zone.
 *
 * @throws Refusal 81044
 */
export function recordOf(state: CloudflareState, zone: Zone, id: string): DnsRecord {
    const record = recordsOf(state, zone).find((one) => one.id === id);
    if (!record) throw refusal(404, 81044, "Record does not exist.");
    return record;
}

/** How many records a zone may have. */
const quotas: Readonly<Record<Plan, number>> = { free: 200, enterprise: 1_000_000 };

/** A comment's and the tags' own times move only with them. */
function stamped(record: DnsRecord, before: DnsRecord | undefined): DnsRecord {
    const comment = before?.comment === record.comment ? before.commentModifiedOn : record.modifiedOn;
    const tags = String(before?.tags) === String(record.tags) ? before?.tagsModifiedOn : record.modifiedOn;
    return {
        ...record,
        ...(record.comment === null || comment === undefined ? {} : { commentModifiedOn: comment }),
        ...(record.tags.length === 0 || tags === undefined ? {} : { tagsModifiedOn: tags }),
    };
}

function touched(state: CloudflareState, { id }: Zone): CloudflareState {
    const zone = state.zones.find((one) => one.id === id);
    return zone ? withZone(state, { ...zone, serial: zone.serial + 1 }) : state;
}
