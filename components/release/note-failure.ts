import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Tells the next preview why a part of a release failed, as `fail` of swarm-service.sh does for a service.
 *
 * @param stack prefix of every name on the engine
 * @param part what failed: `route` for the leading over of requests, `smoke` for the flows at the end of an update
 */
export function noteFailure(stack: string, part: string, reason: string): void {
    const folder = join(process.env.SLIPWAY_FAILURES ?? ".slipway/failed", stack);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, part), `${reason}\n`);
}
