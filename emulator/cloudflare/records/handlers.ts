import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { pageOf } from "../api/page";
import type { CloudflareState } from "../state";
import { checkId, zoneOf } from "../zones/find";
import { type Changed, created, deleted, edited, overwritten, recordOf, recordsOf } from "./change";
import { filterRecords } from "./filter";
import { showRecord } from "./show";

/** "List DNS Records": `GET /zones/{zone_id}/dns_records`. */
export function listRecords(state: CloudflareState, call: Call): Outcome {
    const records = filterRecords(recordsOf(state, zoneOf(state, call)), call.query);
    const shown = records.map((record) => showRecord(record, state.edge.publicRanges));
    return { state, answer: pageOf(shown, call.query, { usual: 100, most: 5_000_000 }) };
}

/** "DNS Record Details": `GET /zones/{zone_id}/dns_records/{dns_record_id}`. */
export function getRecord(state: CloudflareState, call: Call): Outcome {
    return shown({ state, record: recordOf(state, zoneOf(state, call), idIn(call)) });
}

/** "Create DNS Record": `POST /zones/{zone_id}/dns_records`. */
export function createRecord(state: CloudflareState, call: Call): Outcome {
    return shown(created(state, zoneOf(state, call), membersOf(call), call));
}

/** "Overwrite DNS Record": `PUT /zones/{zone_id}/dns_records/{dns_record_id}`. */
export function overwriteRecord(state: CloudflareState, call: Call): Outcome {
    return shown(overwritten(state, zoneOf(state, call), idIn(call), membersOf(call), call));
}

/** "Update DNS Record": `PATCH /zones/{zone_id}/dns_records/{dns_record_id}`. */
export function editRecord(state: CloudflareState, call: Call): Outcome {
    return shown(edited(state, zoneOf(state, call), idIn(call), membersOf(call), call));
}

/** "Delete DNS Record": `DELETE /zones/{zone_id}/dns_records/{dns_record_id}`. */
export function deleteRecord(state: CloudflareState, call: Call): Outcome {
    const { state: after, record } = deleted(state, zoneOf(state, call), idIn(call));
    return { state: after, answer: success({ id: record.id }) };
}

function idIn(call: Call): string {
    const id = call.params.record ?? "";
    checkId(id, call);
    return id;
}

function shown({ state, record }: Changed): Outcome {
    return { state, answer: success(showRecord(record, state.edge.publicRanges)) };
}
