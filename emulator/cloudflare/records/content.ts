import { isIP, isIPv4, isIPv6 } from "node:net";
import { refusal } from "../api/refusal";
import { isHostname, plainName } from "./name";
import type { CaaData, RecordType } from "./record";

/** The part of a record that depends on its type. */
export interface Content {
    readonly content: string;
    readonly priority?: number;
    readonly data?: CaaData;
}

/**
 * Reads what a record of a type holds, by `content`, `priority` and `data` of a request.
 *
 * @throws Refusal where it may not be so, with the code of its type
 */
export function readContent(type: RecordType, name: string, body: Readonly<Record<string, unknown>>): Content {
    if (type === "CAA") return readCaa(body.data);
    const { content } = body;
    if (typeof content !== "string" || content === "") throw wrong[type];
    switch (type) {
        case "A":
            if (!isIPv4(content)) throw wrong.A;
            return { content };
        case "AAAA":
            if (!isIPv6(content)) throw wrong.AAAA;
            return { content: new URL(`http://[${content}]`).hostname.slice(1, -1) };
        case "CNAME":
            if (isIP(content)) throw refusal(400, 9040, "CNAME content cannot be an IP.");
            if (plainName(content) === name) throw refusal(400, 9039, "CNAME content cannot reference itself.");
            return hostname(content, wrong.CNAME);
        case "MX":
            return { ...hostname(content, wrong.MX), priority: readPriority(body.priority) };
        case "NS":
            return hostname(content, wrong.NS);
        case "TXT":
            if (content.length > 4096) throw wrong.TXT;
            return { content };
    }
}

const wrong = {
    A: refusal(400, 9005, "Content for A record must be a valid IPv4 address."),
    AAAA: refusal(400, 9006, "Content for AAAA record must be a valid IPv6 address."),
    CNAME: refusal(400, 9007, "Content for CNAME record is invalid."),
    MX: refusal(400, 9009, "Content for MX record must be a hostname."),
    NS: refusal(400, 9008, "Content for NS record is invalid."),
    TXT: refusal(400, 9010, "Content for TXT record is invalid."),
};

function hostname(content: string, otherwise: Error): Content {
    const name = plainName(content);
    if (!isHostname(name)) throw otherwise;
    return { content: name };
}

function readPriority(priority: unknown): number {
    if (priority === undefined) throw refusal(400, 9101, "priority is a required field.");
    if (isWithinBits(priority, 16)) return priority;
    throw refusal(400, 9024, "Invalid priority, priority must be set and be between 0 and 65535.");
}

function readCaa(data: unknown): Content {
    const given: Readonly<Record<string, unknown>> = typeof data === "object" && data !== null ? { ...data } : {};
    for (const key of ["flags", "tag", "value"]) {
        if (given[key] === undefined) throw refusal(400, 9101, `${key} is a required data field.`);
    }
    const { flags, tag, value } = given;
    if (!isWithinBits(flags, 8)) throw refusal(400, 9037, "Invalid flags for CAA record, must be between 0 and 255.");
    if (!isTag(tag)) throw refusal(400, 9036, "Invalid tag for CAA record, must be issue, issuewild or iodef.");
    if (typeof value !== "string" || /["\n]/.test(value)) throw refusal(400, 9035, "Invalid value for CAA record.");
    return { content: `${flags} ${tag} "${value}"`, data: { flags, tag, value } };
}

function isTag(tag: unknown): tag is CaaData["tag"] {
    return tag === "issue" || tag === "issuewild" || tag === "iodef";
}

function isWithinBits(value: unknown, bits: number): value is number {
    return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** bits;
}
