import type { StackConfig } from "./config";
import { caaOfDirectory } from "./config/acme-directory";
import { ConfigError } from "./config/config-error";
import { problemAt } from "./config/subject";

/**
 * Refuses to ask a real authority in a rehearsal, whose names lead nowhere else: it would only count the failures.
 *
 * @param environment of this process, which a rehearsal marks
 * @throws ConfigError
 */
export function refuseRealAuthority(
    { domain, origin }: Pick<StackConfig, "domain" | "origin">,
    environment: NodeJS.ProcessEnv,
): void {
    const { acme } = domain;
    if (environment.SLIPWAY_REHEARSAL_AUTHORITY === undefined || acme === undefined) return;
    if (caaOfDirectory(acme.directory) === undefined) return;
    throw new ConfigError(origin.file, [
        problemAt(origin, ["domain", "acme", "directory"], {
            found: `${acme.directory} in a rehearsal`,
            expected: "the rehearsal's own authority, as no other finds these names",
            mend: "use ./slipway rehearse, which names it, or take the variables of the rehearsal out of the environment",
        }),
    ]);
}
