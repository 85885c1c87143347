import { decode, encode, type Packet, RECURSION_DESIRED, type RecordType } from "dns-packet";
import { isWithin } from "./is-within";
import { answerMessage, questionOf, type Transport } from "./message";
import { type Question, type Reply, resolve } from "./resolve";
import { askUpstreams, type Upstream } from "./upstream";
import type { DnsZone } from "./zone";

/**
 * Answers one DNS message as a resolver: from the zones what is theirs, the rest as upstream resolvers answer it.
 * Undefined where it is no question at all.
 */
export async function recurse(
    zones: readonly DnsZone[],
    upstreams: readonly Upstream[],
    message: Buffer,
    transport: Transport,
): Promise<Buffer | undefined> {
    const question = questionOf(message);
    if (question && !isOurs(zones, question.name)) {
        return (await askUpstreams(upstreams, message, transport)) ?? failed(message, transport);
    }
    const reply = question && (await followOutside(zones, upstreams, resolve(zones, question), question));
    return answerMessage({ resolve: (asked) => reply ?? resolve(zones, asked), recursive: true }, message, transport);
}

function failed(message: Buffer, transport: Transport): Buffer | undefined {
    const reply = { rcode: "SERVFAIL", authoritative: false, answers: [], authorities: [], additionals: [] } as const;
    return answerMessage({ resolve: () => reply, recursive: true }, message, transport);
}

/** A chain of aliases that leaves the zones goes on where their last one leads. */
async function followOutside(
    zones: readonly DnsZone[],
    upstreams: readonly Upstream[],
    reply: Reply,
    { type }: Question,
): Promise<Reply> {
    const last = reply.answers.at(-1);
    if (last?.type !== "CNAME" || type === "CNAME" || isOurs(zones, last.data)) return reply;
    const questions = [{ name: last.data, type: type as RecordType }];
    const query = encode({ type: "query", id: 1, flags: RECURSION_DESIRED, questions });
    const answer = await askUpstreams(upstreams, query, "udp");
    if (!answer) return reply;
    const { rcode, answers = [] } = decode(answer) as Packet & { readonly rcode?: string };
    return { ...reply, ...(rcode === "NXDOMAIN" ? { rcode } : {}), answers: [...reply.answers, ...answers] };
}

function isOurs(zones: readonly DnsZone[], name: string): boolean {
    return zones.some((zone) => isWithin(name.toLowerCase(), zone.name));
}
