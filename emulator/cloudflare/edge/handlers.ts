import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { isWithin } from "../../dns/is-within";
import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { zoneOf } from "../zones/find";

/** "Cloudflare/JD Cloud IP Details": `GET /ips`: the emulated edge's own addresses. Needs no token. */
export function listIps({ edge }: Pick<CloudflareState, "edge">): object {
    const ranges = { ipv4_cidrs: edge.ipv4.map(asCidr), ipv6_cidrs: edge.ipv6.map(asCidr) };
    return { ...ranges, etag: createHash("md5").update(JSON.stringify(ranges)).digest("hex") };
}

/**
 * "Purge Cached Content": `POST /zones/{zone_id}/purge_cache`.
 *
 * @throws Refusal 1012, 1013, 1014, or 1082 for a file of another domain
 */
export function purgeCache(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const what = membersOf(call);
    const kinds = ["purge_everything", "files", "tags", "hosts", "prefixes"].filter((kind) => what[kind] !== undefined);
    const [kind] = kinds;
    if (kind === undefined || kinds.length > 1) {
        throw refusal(
            400,
            1012,
            "Request must contain one of 'purge_everything', 'files', 'tags', 'hosts' or 'prefixes'",
        );
    }
    if (kind === "purge_everything") {
        if (what[kind] !== true) throw refusal(400, 1013, "'purge_everything' must be true");
    } else if (!Array.isArray(what[kind]) || what[kind].length === 0) {
        throw refusal(400, 1014, `'${kind}' must be an array`);
    }
    for (const file of kind === "files" ? (what.files as readonly unknown[]) : []) checkFile(file, zone.name);
    const purge = { zoneId: zone.id, at: call.now.toISOString(), what };
    return { state: { ...state, purges: [...state.purges, purge] }, answer: success({ id: zone.id }) };
}

/** A file is its URL, or an object with it and the headers that it varies by. */
function checkFile(file: unknown, zoneName: string): void {
    const url = String(typeof file === "object" ? membersOf({ body: file }).url : file);
    if (URL.canParse(url) && isWithin(new URL(url).hostname, zoneName)) return;
    throw refusal(400, 1082, `Unable to purge '${url}'. You can only purge files for this zone`);
}

function asCidr(address: string): string {
    return `${address}/${isIPv6(address) ? 128 : 32}`;
}
