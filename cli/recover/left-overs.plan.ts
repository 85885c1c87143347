import type { Deployment, PendingOperation, StateResource } from "./deployment";
import { type ServiceEnvironment, serviceEnvironment, swarmName } from "./service-names";

/** A kind of object on an engine that a state knows by its name. */
export type EngineKind = "service" | "secret" | "config" | "network";

/** Something on the engine that an interrupted update may have made without taking note of it. */
export type LeftOver =
    | { readonly kind: Exclude<EngineKind, "service">; readonly name: string }
    | {
          readonly kind: "service";
          readonly name: string;
          readonly script: string;
          readonly environment: ServiceEnvironment;
      };

const dockerKinds: Readonly<Record<string, Exclude<EngineKind, "service">>> = {
    "docker:index/secret:Secret": "secret",
    "docker:index/serviceConfig:ServiceConfig": "config",
    "docker:index/network:Network": "network",
};

/** Scripts that remove exactly what the service's name says. */
const removals = ["bash components/release/remove.sh", "bash components/migration/remove.sh"];

/** What an operation that was cut off may have left. Never a volume: the next update finds it by its name. */
export function leftOverOf({ resource, type }: PendingOperation): readonly LeftOver[] {
    return type === "creating" ? onEngine(resource) : [];
}

/** Those that the state does not have: all others have been taken over by a later update. */
export function orphansOf(leftOvers: readonly LeftOver[], deployment: Deployment): readonly LeftOver[] {
    const known = new Set((deployment.resources ?? []).flatMap(onEngine).map(keyOf));
    const orphans = new Map(leftOvers.map((leftOver) => [keyOf(leftOver), leftOver]));
    const order = ["service", "secret", "config", "network"];
    return [...orphans]
        .filter(([key]) => !known.has(key))
        .map(([, leftOver]) => leftOver)
        .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function keyOf({ kind, name }: LeftOver): string {
    return `${kind} ${name}`;
}

/** What a resource is on the engine: nothing, or one thing. */
export function onEngine(resource: StateResource): readonly LeftOver[] {
    const { type, inputs } = resource;
    const kind = dockerKinds[type];
    if (kind !== undefined) return typeof inputs?.name === "string" ? [{ kind, name: inputs.name }] : [];
    const environment = serviceEnvironment(resource);
    const script = inputs?.delete;
    if (environment === undefined || typeof script !== "string" || !removals.includes(script)) return [];
    return [{ kind: "service", name: swarmName(environment), script, environment }];
}
