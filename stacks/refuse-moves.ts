import type { StateResources } from "../components/plan/previous-release";
import type { StackConfig } from "./config";
import { ConfigError } from "./config/config-error";
import { problemAt } from "./config/subject";
import { volumeType } from "./find-volume";

/**
 * Refuses what would part a stack from its data: a volume stays in its region, and never gets smaller.
 *
 * @param state what Pulumi has of the stack
 * @throws ConfigError with every problem
 */
export function refuseMoves({ servers, origin }: Pick<StackConfig, "servers" | "origin">, state: StateResources): void {
    const volume = Object.values(state).find(({ type }) => type === volumeType)?.outputs;
    if (servers === undefined || volume === undefined) return;
    const { region, size } = volume;
    const problems = [
        ...(region === servers.region
            ? []
            : [
                  problemAt(origin, ["servers", "region"], {
                      found: `${servers.region}, and the servers and their data are in ${region}`,
                      expected: `${region}: a volume cannot leave its region`,
                      mend: `write ${region} again; to move, deploy another stack in ${servers.region}, bring the data there, and destroy this one`,
                  }),
              ]),
        ...(typeof size !== "number" || size <= servers.volume
            ? []
            : [
                  problemAt(origin, ["servers", "volume"], {
                      found: `${servers.volume}, and the volume has ${size} GiB`,
                      expected: `${size} or more: DigitalOcean cannot make a volume smaller`,
                      mend: `write ${size}`,
                  }),
              ]),
    ];
    if (problems.length > 0) throw new ConfigError(origin.file, problems);
}
