import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";
import { problemAt } from "./config/subject";

/**
 * Refuses servers that visitors reach by themselves: nobody makes certificates for them yet that browsers trust.
 *
 * @throws ConfigError
 */
export function refuseUnproxied({ domain, origin }: Pick<StackConfig, "domain" | "origin">): void {
    if (domain.proxied || domain.routes.length === 0) return;
    throw new ConfigError(origin.file, [
        problemAt(origin, ["domain", "proxied"], {
            found: "false",
            expected: "true: certificates by ACME are not there yet",
            mend: "take proxied and acme away",
        }),
    ]);
}
