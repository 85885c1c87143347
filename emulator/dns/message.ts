import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type Packet, TRUNCATED_RESPONSE } from "dns-packet";
import { type Reply, resolve } from "./resolve";
import type { DnsZone } from "./zone";

/** How a message came: a datagram has to stay small. */
export type Transport = "udp" | "tcp";

/**
 * Answers one DNS message; undefined where it is no question that could be answered at all.
 *
 * @param transport over UDP an answer that is larger than the asker takes is cut, so that it asks again over TCP
 */
export function answerMessage(zones: readonly DnsZone[], message: Buffer, transport: Transport): Buffer | undefined {
    const query = decoded(message);
    if (query?.type !== "query") return undefined;
    const rcode = refusedFor(query);
    if (rcode !== undefined) return encode(packet(query, { ...empty, rcode }));
    const [question] = query.questions ?? [];
    if (!question) return encode(packet(query, { ...empty, rcode: "FORMERR" }));
    const whole = encode(packet(query, resolve(zones, question)));
    if (transport === "tcp" || whole.length <= sizeFor(query)) return whole;
    const cut = packet(query, { ...empty, rcode: "NOERROR", authoritative: true });
    return encode({ ...cut, flags: (cut.flags ?? 0) | TRUNCATED_RESPONSE });
}

type Rcode = keyof typeof rcodes;

const rcodes = { NOERROR: 0, FORMERR: 1, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };

const empty: Omit<Reply, "rcode"> = { authoritative: false, answers: [], authorities: [], additionals: [] };

function decoded(message: Buffer): (Packet & { readonly opcode?: string }) | undefined {
    try {
        return decode(message);
    } catch {
        return undefined;
    }
}

function refusedFor(query: Packet & { readonly opcode?: string }): Rcode | undefined {
    if (query.opcode !== undefined && query.opcode !== "QUERY") return "NOTIMP";
    if (query.questions?.length !== 1) return "FORMERR";
    const [question] = query.questions;
    if (question?.class !== "IN") return "REFUSED";
    // As at Cloudflare: nobody gets all that there is at a name (RFC 8482), and no whole zone.
    return ["ANY", "AXFR", "IXFR"].includes(question.type) ? "NOTIMP" : undefined;
}

function packet(query: Packet, reply: Omit<Reply, "rcode"> & { readonly rcode: Rcode }): Packet {
    const recursionDesired = (query.flags ?? 0) & 0x0100;
    return {
        id: query.id ?? 0,
        type: "response",
        flags: recursionDesired | (reply.authoritative ? AUTHORITATIVE_ANSWER : 0) | rcodes[reply.rcode],
        questions: query.questions ?? [],
        answers: [...reply.answers],
        authorities: [...reply.authorities],
        additionals: [...reply.additionals, ...extensionOf(query)],
    };
}

/** The asker's own size where it speaks EDNS(0), 512 bytes otherwise; never more than what passes unfragmented. */
function sizeFor(query: Packet): number {
    const [extension] = query.additionals?.filter((record) => record.type === "OPT") ?? [];
    return Math.min(largest, Math.max(512, extension?.type === "OPT" ? extension.udpPayloadSize : 0));
}

const largest = 1232;

function extensionOf(query: Packet): readonly Answer[] {
    if (!query.additionals?.some((record) => record.type === "OPT")) return [];
    return [
        {
            type: "OPT",
            name: ".",
            udpPayloadSize: largest,
            extendedRcode: 0,
            ednsVersion: 0,
            flags: 0,
            flag_do: false,
            options: [],
        },
    ];
}
