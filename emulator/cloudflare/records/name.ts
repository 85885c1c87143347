import { domainToASCII } from "node:url";
import { isWithin } from "../../dns/is-within";
import { refusal } from "../api/refusal";

/**
 * A record's whole name: `@` stands for the zone, a name outside it is completed by it, capitals and characters
 * beyond ASCII are gone. See "DNS record name".
 *
 * @throws Refusal 9000 where it can be no name
 */
export function recordName(given: unknown, zoneName: string): string {
    if (typeof given !== "string" || given === "") throw invalid;
    const name = plainName(given);
    const whole = name === "@" ? zoneName : isWithin(name, zoneName) ? name : `${name}.${zoneName}`;
    const [first = "", ...rest] = whole.split(".");
    const good = (first === "*" || label.test(first)) && rest.every((one) => label.test(one));
    if (!good || whole.length > 253) throw invalid;
    return whole;
}

/** Tells whether a text can be the name of another machine: what CNAME, MX and NS records point at. */
export function isHostname(name: string): boolean {
    return name.length <= 253 && name.includes(".") && name.split(".").every((one) => label.test(one));
}

/** A name in lower case and Punycode, without the full stop of the root. */
export function plainName(name: string): string {
    const bare = name.replace(/\.$/, "").toLowerCase();
    return /^[\x21-\x7e]*$/.test(bare) ? bare : domainToASCII(bare);
}

const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const invalid = refusal(400, 9000, "DNS name is invalid.");
