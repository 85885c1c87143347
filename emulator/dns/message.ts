import {
    type Answer,
    AUTHORITATIVE_ANSWER,
    decode,
    encode,
    type Packet,
    RECURSION_AVAILABLE,
    RECURSION_DESIRED,
    TRUNCATED_RESPONSE,
} from "dns-packet";
import type { Question, Reply } from "./resolve";

/** How a message came: a datagram has to stay small. */
export type Transport = "udp" | "tcp";

/** Who answers. */
export interface Answerer {
    readonly resolve: (question: Question) => Omit<Reply, "rcode"> & { readonly rcode: Rcode };
    /** Whether it asks others, too, for what it does not know itself. */
    readonly recursive: boolean;
}

/**
 * Answers one DNS message; undefined where it is no question that could be answered at all.
 *
 * @param transport over UDP an answer that is larger than the asker takes is cut, so that it asks again over TCP
 */
export function answerMessage(answerer: Answerer, message: Buffer, transport: Transport): Buffer | undefined {
    const query = decoded(message);
    if (query?.type !== "query") return undefined;
    const { recursive } = answerer;
    const rcode = refusedFor(query);
    if (rcode !== undefined) return encode(packet(query, { ...empty, rcode, recursive }));
    const [question] = query.questions ?? [];
    if (!question) return encode(packet(query, { ...empty, rcode: "FORMERR", recursive }));
    const whole = encode(packet(query, { ...answerer.resolve(question), recursive }));
    if (transport === "tcp" || whole.length <= sizeFor(query)) return whole;
    const cut = packet(query, { ...empty, rcode: "NOERROR", authoritative: true, recursive });
    return encode({ ...cut, flags: (cut.flags ?? 0) | TRUNCATED_RESPONSE });
}

/** The one question that a message asks; undefined where it does not ask just one. */
export function questionOf(message: Buffer): Question | undefined {
    const query = decoded(message);
    return query?.type === "query" && query.questions?.length === 1 ? query.questions[0] : undefined;
}

/** What became of a question. */
export type Rcode = keyof typeof rcodes;

const rcodes = { NOERROR: 0, FORMERR: 1, SERVFAIL: 2, NXDOMAIN: 3, NOTIMP: 4, REFUSED: 5 };

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

type Packed = ReturnType<Answerer["resolve"]> & Pick<Answerer, "recursive">;

function packet(query: Packet, reply: Packed): Packet {
    const recursion = ((query.flags ?? 0) & RECURSION_DESIRED) | (reply.recursive ? RECURSION_AVAILABLE : 0);
    return {
        id: query.id ?? 0,
        type: "response",
        flags: recursion | (reply.authoritative ? AUTHORITATIVE_ANSWER : 0) | rcodes[reply.rcode],
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
