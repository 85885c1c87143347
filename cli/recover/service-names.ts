import type { StateResource } from "./deployment";
import { isMap } from "./state-value";

/** How scripts are told the name of a Swarm service on the engine. */
export interface ServiceEnvironment {
    readonly SLIPWAY_STACK: string;
    readonly SLIPWAY_SERVICE: string;
    readonly SLIPWAY_GENERATION: string;
    readonly SLIPWAY_REPLICATION: string;
}

/** What a command that stands for a Swarm service tells its scripts; undefined for every other resource. */
export function serviceEnvironment({ type, inputs }: StateResource): ServiceEnvironment | undefined {
    const environment = inputs?.environment;
    if (type !== "command:local:Command" || !isMap(environment)) return undefined;
    const text = (name: string) => (typeof environment[name] === "string" ? environment[name] : "");
    const given = {
        SLIPWAY_STACK: text("SLIPWAY_STACK"),
        SLIPWAY_SERVICE: text("SLIPWAY_SERVICE"),
        SLIPWAY_GENERATION: text("SLIPWAY_GENERATION"),
        SLIPWAY_REPLICATION: text("SLIPWAY_REPLICATION"),
    };
    return given.SLIPWAY_STACK === "" || given.SLIPWAY_SERVICE === "" ? undefined : given;
}

/** Name of the service on the engine, as `components/release/swarm-service.sh` makes it. */
export function swarmName({ SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION }: ServiceEnvironment): string {
    const generation = SLIPWAY_GENERATION === "" ? "" : `-${SLIPWAY_GENERATION}`;
    return `${SLIPWAY_STACK}_${SLIPWAY_SERVICE}${generation}`;
}
