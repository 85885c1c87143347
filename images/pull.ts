import { type Report, step } from "../toolchain/report";
import { reasonOf } from "../toolchain/setup-error";
import { hasOwnRoute } from "./engine";
import { hubObstacle, isOnHub } from "./hub";
import { run } from "./run";

/**
 * Pulls images, and says why of each that could not be had. Where Docker Hub cannot be reached, which is looked at
 * once and quickly, its images are not tried.
 */
export async function pullImages(references: readonly string[], report: Report): Promise<ReadonlyMap<string, string>> {
    const hub = references.some(isOnHub) && !(await hasOwnRoute()) ? await hubObstacle() : undefined;
    const obstacles = await Promise.all(
        references.map(async (reference): Promise<readonly [string, string | undefined]> => {
            if (hub === undefined || !isOnHub(reference)) return [reference, await pull(reference, report)];
            return [reference, `Docker Hub cannot be reached (${hub})`];
        }),
    );
    return new Map(obstacles.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

async function pull(reference: string, report: Report): Promise<string | undefined> {
    const command = ["docker", "pull", "--quiet", reference];
    try {
        await step(report, `image ${reference}`, "pulling it", () => run(command, { purpose: "pull it" }));
        return undefined;
    } catch (error) {
        return reasonOf(error);
    }
}
