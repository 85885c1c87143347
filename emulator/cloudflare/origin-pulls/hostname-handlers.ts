import { isWithin } from "../../dns/is-within";
import { success } from "../api/answer";
import { type Call, membersOf, type Outcome } from "../api/call";
import { pageOf } from "../api/page";
import { type Refusal, refusal } from "../api/refusal";
import type { CloudflareState } from "../state";
import { zoneOf } from "../zones/find";
import type { Zone } from "../zones/zone";
import { type HostnamePulls, mostHostnames } from "./hostname-pulls";
import { deploymentStatus, showCertificate } from "./pull-certificate";

/** "List Hostname Associations": `GET /zones/{zone_id}/origin_tls_client_auth/hostnames`. */
export function listHostnamePulls(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const shown = state.hostnamePulls.filter(({ zoneId }) => zoneId === zone.id).map((one) => show(state, one, call));
    return { state, answer: pageOf(shown, call.query, { usual: 20, most: 50 }) };
}

/** "Get the Hostname Status for Client Authentication": `GET …/hostnames/{hostname}`. */
export function getHostnamePulls(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const hostname = (call.params.hostname ?? "").toLowerCase();
    const found = state.hostnamePulls.find((known) => known.zoneId === zone.id && known.hostname === hostname);
    if (!found) throw refusal(404, 1553, "setting for this hostname not found");
    return { state, answer: success(show(state, found, call)) };
}

/**
 * "Enable or Disable a Hostname for Client Authentication": `PUT …/hostnames`. The other host names keep what they have;
 * `enabled: null` gives up what there is of one.
 *
 * @throws Refusal 1400 for what cannot be understood, 1404 without a certificate, 1415 for a certificate that is not there
 */
export function putHostnamePulls(state: CloudflareState, call: Call): Outcome {
    const zone = zoneOf(state, call);
    const { config } = membersOf(call);
    if (!Array.isArray(config) || config.length === 0) throw invalid("'config' must be a list of hostnames");
    const wishes = config.map((one: unknown) => readWish(state, zone, membersOf({ body: one })));
    const changed = wishes.reduce((before, wish) => withWish(before, zone, wish, call.now.toISOString()), state);
    const shown = wishes.map(({ hostname, certificateId, enabled }) => {
        const now = changed.hostnamePulls.find((known) => known.zoneId === zone.id && known.hostname === hostname);
        return now ? show(changed, now, call) : { hostname, cert_id: certificateId, enabled };
    });
    return { state: changed, answer: success(shown) };
}

interface Wish extends Pick<HostnamePulls, "hostname" | "certificateId"> {
    /** Null: what there is shall go. */
    readonly enabled: boolean | null;
}

function readWish(state: CloudflareState, zone: Zone, body: Readonly<Record<string, unknown>>): Wish {
    const { hostname, cert_id: certificateId, enabled = null } = body;
    // Whether Cloudflare takes wildcards here is nowhere said.
    if (typeof hostname !== "string" || hostname.includes("*") || !isWithin(hostname.toLowerCase(), zone.name)) {
        throw invalid(`'hostname' must be a hostname in ${zone.name}`);
    }
    if (typeof certificateId !== "string" || certificateId === "") throw refusal(400, 1404, "Certificate ID required");
    if (!state.hostnameCertificates.some(({ id, zoneId }) => id === certificateId && zoneId === zone.id)) {
        throw refusal(400, 1415, "Invalid Certificate ID");
    }
    if (enabled !== null && typeof enabled !== "boolean") throw invalid("'enabled' must be a boolean or null");
    return { hostname: hostname.toLowerCase(), certificateId, enabled };
}

function withWish(
    state: CloudflareState,
    { id: zoneId }: Zone,
    { hostname, certificateId, enabled }: Wish,
    now: string,
): CloudflareState {
    const isIts = (known: HostnamePulls) => known.zoneId === zoneId && known.hostname === hostname;
    const others = state.hostnamePulls.filter((known) => !isIts(known));
    if (enabled === null) return { ...state, hostnamePulls: others };
    if (others.filter((known) => known.certificateId === certificateId).length >= mostHostnames) {
        throw invalid(`${mostHostnames} maximum associations on a single certificate are allowed`);
    }
    const createdAt = state.hostnamePulls.find(isIts)?.createdAt ?? now;
    const wanted = { zoneId, hostname, certificateId, enabled, createdAt, updatedAt: now };
    return { ...state, hostnamePulls: [...others, wanted] };
}

function show(state: CloudflareState, pulls: HostnamePulls, { now }: Call): object {
    const certificate = state.hostnameCertificates.find(({ id }) => id === pulls.certificateId);
    const shown = certificate && showCertificate(certificate, now);
    return {
        hostname: pulls.hostname,
        enabled: pulls.enabled,
        status: deploymentStatus(pulls.updatedAt, now),
        created_at: pulls.createdAt,
        updated_at: pulls.updatedAt,
        cert_id: pulls.certificateId,
        cert_status: shown?.status,
        cert_uploaded_on: shown?.uploaded_on,
        cert_updated_at: shown?.uploaded_on,
        certificate: shown?.certificate,
        expires_on: shown?.expires_on,
        issuer: shown?.issuer,
        serial_number: shown?.serial_number,
        signature: shown?.signature,
    };
}

function invalid(why: string): Refusal {
    return refusal(400, 1400, `Invalid request: ${why}`);
}
