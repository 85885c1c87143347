import * as pulumi from "@pulumi/pulumi";
import type { ComposeModel } from "../components/compose/model";
import { openConnection, type ServerAddress } from "../components/host/open-connection";
import type { StateResources } from "../components/plan/previous-release";
import { missingVolumes } from "./missing-volumes";
import { externalVolumes } from "./routed";
import { runError } from "./run-error";

/**
 * Sees that the first server has the volumes that the compose file calls external: Swarm would make empty ones of their
 * names. Where there is no server yet, or it cannot be reached, or its engine does not tell, a warning says so.
 *
 * @param state what Pulumi has of the stack
 * @throws pulumi.RunError with each that it has not
 */
export async function checkExternalVolumes(compose: ComposeModel, state: StateResources): Promise<void> {
    const volumes = externalVolumes(compose);
    if (volumes.length === 0) return;
    const server = firstServer(state);
    if (server === undefined) {
        const mend = "what has its data elsewhere is to be brought to the first server once that is there";
        return await pulumi.log.warn(
            `${volumes.join(", ")}: external volumes begin empty on servers that are not there yet; ${mend}`,
        );
    }
    const socket = await openConnection(server).catch((error: unknown) => {
        return new Error(error instanceof Error ? error.message : String(error));
    });
    if (socket instanceof Error) {
        return await pulumi.log.warn(isUnknown(volumes, socket.message));
    }
    const { missing, unknown } = await missingVolumes(`unix://${socket}`, volumes);
    if (unknown.size > 0) {
        await pulumi.log.warn(isUnknown([...unknown.keys()], [...new Set(unknown.values())].join("; ")));
    }
    if (missing.length > 0) throw runError(missing.map(noVolume).join("\n"));
}

function isUnknown(volumes: readonly string[], reason: string): string {
    return `${volumes.join(", ")}: whether these external volumes are there is unknown: ${reason}`;
}

function noVolume(volume: string): string {
    const make = `./slipway ssh ${pulumi.getStack()} -- docker volume create ${volume}`;
    return `there is no volume ${volume} on the first server, which the compose file calls external: make it (${make}), correct its name, or delete external: true`;
}

/** How the server is reached that has the volumes, as the scripts that ran there were told. */
function firstServer(state: StateResources): ServerAddress | undefined {
    const joined = Object.entries(state).find(([urn]) => urn.endsWith("::cluster-server-0"))?.[1];
    const {
        SLIPWAY_HOST: host,
        SLIPWAY_HOST_KEY: hostKey,
        SLIPWAY_SSH_KEY: privateKey,
    } = {
        ...(joined?.outputs.environment as Readonly<Record<string, unknown>> | undefined),
    };
    if (typeof host !== "string" || typeof hostKey !== "string" || typeof privateKey !== "string") return undefined;
    return { host, hostKey, privateKey };
}
