import type { StateResource } from "../../../../cli/recover/deployment";
import type { StateValue } from "../../../../cli/recover/state-value";

const prefix = "slipway-local-3f9a";

/** A service's command, as a state has it. */
export function release(
    service: string,
    generation: string,
    more: Readonly<Record<string, StateValue>> = {},
): StateResource {
    const environment = {
        DOCKER_HOST: "unix:///var/run/docker.sock",
        SLIPWAY_STACK: prefix,
        SLIPWAY_SERVICE: service,
        SLIPWAY_GENERATION: generation,
        SLIPWAY_REPLICATION: "replicated",
        ...more,
    };
    const inputs = {
        create: "bash components/release/apply.sh",
        update: "bash components/release/apply.sh",
        delete: "bash components/release/remove.sh",
        environment,
        stdin: "services: {}\n",
    };
    return command(`${service}-release-service`, inputs);
}

/** Any command, as a state has it. */
export function command(name: string, inputs: Readonly<Record<string, StateValue>>): StateResource {
    const urn = `urn:pulumi:local::slipway::command:local:Command::${name}`;
    return { urn, type: "command:local:Command", custom: true, inputs, outputs: { ...inputs, stdout: "" } };
}

/** A secret, config, network or volume of the engine, as a state has it. */
export function object(type: string, name: string): StateResource {
    const urn = `urn:pulumi:local::slipway::${type}::${name.replace(/-[0-9a-f]{7}$/, "")}`;
    return { urn, type, custom: true, inputs: { name }, outputs: { name } };
}

/** Types of the engine's objects. */
export const types = {
    secret: "docker:index/secret:Secret",
    config: "docker:index/serviceConfig:ServiceConfig",
    network: "docker:index/network:Network",
    volume: "docker:index/volume:Volume",
};
