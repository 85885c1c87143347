import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { zoneOf } from "../zones/find";
import { type Changed, created, deleted, edited, type Given, overwritten } from "./change";
import type { DnsRecord } from "./record";
import { showRecord } from "./show";

/**
 * "Batch DNS Records": `POST /zones/{zone_id}/dns_records/batch`: all or nothing, in the order deletes, patches, puts,
 * posts, whatever the body's.
 *
 * @throws Refusal of the first change that cannot be
 */
export function batchRecords(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const id = (given: Given) => String(given.id);
    const body = membersOf(call);
    const deletes = each(state, body.deletes, (now, given) => deleted(now, zone, id(given)));
    const patches = each(deletes.state, body.patches, (now, given) => edited(now, zone, id(given), given, call));
    const puts = each(patches.state, body.puts, (now, given) => overwritten(now, zone, id(given), given, call));
    const posts = each(puts.state, body.posts, (now, given) => created(now, zone, given, call));
    const show = ({ records }: Step) => records.map((record) => showRecord(record, state.edge.publicRanges));
    return {
        state: posts.state,
        answer: success({ deletes: show(deletes), patches: show(patches), puts: show(puts), posts: show(posts) }),
    };
}

interface Step {
    readonly state: CloudflareState;
    readonly records: readonly DnsRecord[];
}

function each(state: CloudflareState, given: unknown, change: (state: CloudflareState, given: Given) => Changed): Step {
    if (given === undefined || given === null) return { state, records: [] };
    if (!Array.isArray(given)) throw refusal(400, 9207, "Request body is invalid.");
    return given.reduce<Step>(
        (before, body) => {
            const { state: after, record } = change(before.state, membersOf({ body }));
            return { state: after, records: [...before.records, record] };
        },
        { state, records: [] },
    );
}
