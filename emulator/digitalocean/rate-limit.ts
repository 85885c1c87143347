const hour = 3_600_000;
const minute = 60_000;

/** How many requests a token has. */
export interface Limits {
    readonly perHour: number;
    readonly perMinute: number;
    /** Lists of SSH keys in a minute. */
    readonly keyListsPerMinute: number;
}

/** As the API reference's section "Rate Limit" has them. */
export const realLimits: Limits = { perHour: 5000, perMinute: 250, keyListsPerMinute: 10 };

/** When requests came within the last hour, in milliseconds since 1970, the oldest first. */
export interface Spent {
    readonly all: readonly number[];
    readonly keyLists: readonly number[];
}

/** What a request does to the limits. */
export interface Allowance {
    readonly spent: Spent;
    readonly allowed: boolean;
    /** What the API tells with each answer. */
    readonly headers: Readonly<Record<string, string>>;
}

/** Counts a request: each counts for one hour after it came, and one that is refused does not count. */
export function spend(limits: Limits, before: Spent, isKeyList: boolean, now: number): Allowance {
    const all = before.all.filter((at) => at > now - hour);
    const keyLists = before.keyLists.filter((at) => at > now - minute);
    const lastMinute = all.filter((at) => at > now - minute);
    const burst =
        wait(lastMinute, limits.perMinute, now) ??
        (isKeyList ? wait(keyLists, limits.keyListsPerMinute, now) : undefined);
    const allowed = all.length < limits.perHour && burst === undefined;
    const spent = allowed
        ? { all: [...all, now], keyLists: isKeyList ? [...keyLists, now] : keyLists }
        : { all, keyLists };
    const remaining = burst === undefined ? Math.max(0, limits.perHour - spent.all.length) : 0;
    return {
        spent,
        allowed,
        headers: {
            "ratelimit-limit": String(limits.perHour),
            "ratelimit-remaining": String(remaining),
            "ratelimit-reset": String(Math.ceil(((spent.all[0] ?? now) + hour) / 1000)),
            ...(burst === undefined ? {} : { "retry-after": String(burst) }),
        },
    };
}

/** Seconds until one of the requests of the last minute counts no more; undefined where there is room. */
function wait(times: readonly number[], limit: number, now: number): number | undefined {
    const oldest = times.at(-limit);
    return times.length < limit || oldest === undefined
        ? undefined
        : Math.max(1, Math.ceil((oldest + minute - now) / 1000));
}
