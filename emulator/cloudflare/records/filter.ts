import type { DnsRecord } from "./record";

/**
 * The records that a query of "List DNS Records" wants, in the order it wants: by `type`, `name`, `content`,
 * `comment`, `tag`, `proxied` and `search`, all of them or, with `match=any`, one of them.
 */
export function filterRecords(records: readonly DnsRecord[], query: URLSearchParams): readonly DnsRecord[] {
    const tests = [...query].flatMap(([key, value]) => testFor(key, value) ?? []);
    const any = query.get("match") === "any" && tests.length > 0;
    const wanted = records.filter((record) =>
        any ? tests.some((test) => test(record)) : tests.every((test) => test(record)),
    );
    return sorted(wanted, query.get("order"), query.get("direction") === "desc");
}

type Test = (record: DnsRecord) => boolean;

/** A key such as `name`, `name.exact` or `comment.absent`; undefined for those that filter nothing. */
function testFor(key: string, value: string): Test | undefined {
    const [field = "", operator = "exact"] = key.split(".");
    const compare = comparisons[operator];
    if (!compare) return undefined;
    const wanted = value.toLowerCase();
    switch (field) {
        case "type":
            return (record) => record.type === value.toUpperCase();
        case "proxied":
            return (record) => String(record.proxied) === value;
        case "name":
        case "content":
            return (record) => compare(record[field].toLowerCase(), wanted);
        case "comment":
            return (record) => compare(record.comment?.toLowerCase(), wanted);
        case "tag":
            return (record) => compareTags(record.tags, operator, wanted);
        case "search":
            return ({ name, content, comment }) =>
                [name, content, comment ?? ""].some((text) => text.toLowerCase().includes(wanted));
        default:
            return undefined;
    }
}

type Comparison = (text: string | undefined, wanted: string) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
    exact: (text, wanted) => text === wanted,
    contains: (text, wanted) => text?.includes(wanted) ?? false,
    startswith: (text, wanted) => text?.startsWith(wanted) ?? false,
    endswith: (text, wanted) => text?.endsWith(wanted) ?? false,
    present: (text) => text !== undefined,
    absent: (text) => text === undefined,
};

/** A tag is `name:value`; `present` and `absent` ask for its name alone. */
function compareTags(tags: readonly string[], operator: string, wanted: string): boolean {
    const lower = tags.map((tag) => tag.toLowerCase());
    const named = lower.some((tag) => tag.split(":")[0] === wanted);
    if (operator === "present") return named;
    if (operator === "absent") return !named;
    return lower.some((tag) => comparisons[operator]?.(tag, wanted));
}

function sorted(records: readonly DnsRecord[], order: string | null, descending: boolean): readonly DnsRecord[] {
    const key = orders.find((one) => one === order);
    if (key === undefined) return descending ? records.toReversed() : records;
    const rising = records.toSorted((one, other) => (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : 0));
    return descending ? rising.toReversed() : rising;
}

const orders = ["type", "name", "content", "ttl", "proxied"] as const;
