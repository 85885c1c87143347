import type { Docker } from "./docker-at";

/** Those of the volumes that an engine does not have, by their names there. */
export async function missingVolumes(docker: Docker, volumes: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.all(
        volumes.map(async (volume) => await docker("volume", "inspect", volume, "--format", "{{.Name}}")),
    );
    return volumes.filter((_, index) => found[index] === "");
}
