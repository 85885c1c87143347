import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";
import { problemAt } from "./config/subject";

/** What a DigitalOcean account may have, and has. */
export interface DropletAccount {
    /** The most droplets at one time. */
    readonly limit: number;
    /** Droplets of all stacks, and of everybody else who uses the account. */
    readonly used: number;
}

/**
 * Refuses more servers than the account may have.
 *
 * @param own how many of the droplets are the stack's
 * @throws ConfigError when there are too many
 */
export function refuseDroplets(
    { servers, origin }: Pick<StackConfig, "servers" | "origin">,
    own: number,
    { limit, used }: DropletAccount,
): void {
    const most = Math.max(0, limit - used) + own;
    if (servers === undefined || servers.count <= most) return;
    const mend = "ask DigitalOcean for a higher limit (Settings > Account), or delete droplets that nobody needs";
    const problem = problemAt(origin, ["servers", "count"], {
        found: `${servers.count}`,
        expected: `${most} at the most: the account may have ${limit} droplets, and has ${used}`,
        mend: most === 0 ? mend : `write count: ${most}; or ${mend}`,
    });
    throw new ConfigError(origin.file, [problem]);
}
