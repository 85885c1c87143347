import { isWithin } from "../../dns/is-within";
import { refusal } from "../api/refusal";
import { isHostname, plainName } from "../records/name";
import type { Zone } from "../zones/zone";
import { type CertificateOrder, type RequestType, validities } from "./certificate";

/**
 * Reads a request to sign an origin's certificate. See "Create Certificate" and, for the codes, "Origin CA API".
 *
 * @param zones those that the token may touch
 * @throws Refusal 1002, 1005, 1007, 1009 or 1010
 */
export function readOrder(body: Readonly<Record<string, unknown>>, zones: readonly Zone[]): CertificateOrder {
    const { csr } = body;
    if (typeof csr !== "string" || csr.trim() === "") throw refusal(400, 1007, "CSR parsed as empty.");
    return {
        csr,
        hostnames: readHostnames(body.hostnames, zones),
        requestType: readType(body.request_type),
        validity: readValidity(body.requested_validity),
    };
}

/** The zones that a certificate's names belong to. */
export function zonesOf(hostnames: readonly string[], zones: readonly Zone[]): readonly Zone[] {
    return zones.filter(({ name }) => hostnames.some((hostname) => isWithin(hostname, name)));
}

function readType(type: unknown): RequestType {
    if (type === "origin-rsa" || type === "origin-ecc") return type;
    throw refusal(400, 1002, "Unsupported request_type.");
}

function readValidity(days: unknown): number {
    const known = validities.find((one) => one === (days ?? 5475));
    if (known !== undefined) return known;
    const permitted = `${validities.slice(0, -1).join(", ")}, and 5475 (default)`;
    throw refusal(
        400,
        1009,
        `Permitted values for the 'requested_validity' parameter (specified in days) are: ${permitted}.`,
    );
}

function readHostnames(given: unknown, zones: readonly Zone[]): readonly string[] {
    const names = Array.isArray(given) ? given.map(String) : [];
    if (names.length === 0) throw notValid("", "no hostname was requested");
    if (names.length > 100) {
        throw refusal(400, 1005, "Too many hostnames requested - you may only request up to 100 per certificate.");
    }
    return [...new Set(names.map((name) => readHostname(name, zones)))];
}

function readHostname(given: string, zones: readonly Zone[]): string {
    const name = plainName(given);
    if (!isHostname(name.replace(/^\*\./, ""))) throw notValid(given, "it is not a valid hostname");
    // Cloudflare signs for active zones only, and says no more about a pending one.
    const zone = zones.find((one) => isWithin(name, one.name));
    if (zone?.status === "active") return name;
    throw notValid(given, "This zone is either not part of your account, or you do not have access to it");
}

function notValid(hostname: string, reason: string): Error {
    return refusal(400, 1010, `Failed to validate requested hostname ${hostname}: ${reason}.`);
}
