import { refusal } from "../api/refusal";
import type { Plan } from "../zones/zone";
import { readContent } from "./content";
import { recordName } from "./name";
import { proxiable } from "./proxiable";
import { type RecordFields, type RecordSettings, type RecordType, recordTypes } from "./record";

/** What of a zone decides over its records. */
export interface Surroundings {
    readonly name: string;
    readonly plan: Plan;
    /** CIDRs that count as public. */
    readonly publicRanges: readonly string[];
}

/**
 * Reads a whole record, as "Create DNS Record" and "Overwrite DNS Record" get it. What it leaves out is as usual.
 *
 * @throws Refusal at the first thing that is wrong
 */
export function readRecord(body: Readonly<Record<string, unknown>>, zone: Surroundings): RecordFields {
    const type = readType(body.type);
    const name = recordName(body.name, zone.name);
    const content = readContent(type, name, body);
    const proxied = readProxied(body.proxied, type, content.content, zone);
    return {
        type,
        name,
        ...content,
        proxied,
        ttl: proxied ? 1 : readTtl(body.ttl, zone.plan),
        comment: readComment(body.comment, zone.plan),
        tags: readTags(body.tags, zone.plan),
        settings: readSettings(body.settings, type),
    };
}

function readType(type: unknown): RecordType {
    const known = recordTypes.find((one) => one === type);
    if (!known) throw refusal(400, 9003, `Invalid DNS record type. The emulator knows ${recordTypes.join(", ")}.`);
    return known;
}

function readProxied(given: unknown, type: RecordType, content: string, zone: Surroundings): boolean {
    if (given === undefined || given === null || given === false) return false;
    if (given !== true) throw badBody;
    if (proxiable(type, content, zone.publicRanges)) return true;
    throw type === "A" || type === "AAAA"
        ? refusal(400, 9003, `Target ${content} is not allowed for a proxied record.`)
        : refusal(400, 9004, "This record type cannot be proxied.");
}

function readTtl(given: unknown, plan: Plan): number {
    if (given === undefined || given === 1) return 1;
    const least = plan === "enterprise" ? 30 : 60;
    if (Number.isInteger(given) && (given as number) >= least && (given as number) <= 86_400) return given as number;
    throw refusal(400, 9021, `TTL must be between ${least} and 86400 seconds, or 1 for Automatic.`);
}

function readComment(given: unknown, plan: Plan): string | null {
    if (given === undefined || given === null || given === "") return null;
    if (typeof given !== "string") throw badBody;
    const most = plan === "enterprise" ? 500 : 100;
    if (given.length <= most) return given;
    throw refusal(400, 9313, `DNS record comment exceeds the maximum length of ${most} characters.`);
}

function readTags(given: unknown, plan: Plan): readonly string[] {
    if (given === undefined || given === null) return [];
    if (!Array.isArray(given) || given.some((tag) => typeof tag !== "string")) throw badBody;
    const quota = plan === "enterprise" ? 20 : 0;
    if (given.length <= quota) return given as string[];
    throw refusal(400, 9300, `DNS record has ${given.length} tags, exceeding the quota of ${quota}.`);
}

function readSettings(given: unknown, type: RecordType): RecordSettings {
    const usual: RecordSettings = type === "CNAME" ? { flatten_cname: false } : {};
    if (given === undefined || given === null) return usual;
    if (typeof given !== "object" || Object.values(given).some((value) => typeof value !== "boolean")) throw badBody;
    return { ...usual, ...given };
}

const badBody = refusal(400, 9207, "Request body is invalid.");
