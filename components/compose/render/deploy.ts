import { exclusiveUse } from "../exclusive";
import type { ResourcesModel, ServiceModel } from "../model";
import type { RenderContext } from "./context";
import { sorted } from "./sorted";
import type { ValueMap } from "./write";

/** How long a new task is watched unless the file says so: a task that crashes does so early. */
const defaultMonitor = "2s";

/** `deploy` of a document. */
export function renderDeploy(service: ServiceModel, context: RenderContext): ValueMap {
    const { deploy } = service;
    return {
        mode: modeOf(service, context),
        replicas: context.everywhere ? undefined : service.oneOff ? 1 : deploy.replicas,
        endpoint_mode: "dnsrr",
        labels: sorted({ ...deploy.labels, ...context.labels }),
        ...(service.oneOff ? {} : renderUpdates(service, context)),
        restart_policy: renderRestart(service),
        resources: { limits: renderResources(deploy.limits), reservations: renderResources(deploy.reservations) },
        placement: { constraints: constraintsOf(service) },
    };
}

function modeOf({ oneOff }: ServiceModel, { everywhere }: RenderContext): string {
    if (everywhere) return "global";
    return oneOff ? "replicated-job" : "replicated";
}

function renderUpdates(service: ServiceModel, context: RenderContext): ValueMap {
    const { updateConfig } = service.deploy;
    const order = updateConfig.order ?? updateOrder(service, context.routedPorts);
    const common = {
        parallelism: context.recreate ? 0 : (updateConfig.parallelism ?? 1),
        delay: context.recreate ? undefined : updateConfig.delay,
        monitor: updateConfig.monitor ?? defaultMonitor,
        order: context.recreate ? "stop-first" : order,
    };
    return { update_config: { ...common, failure_action: "rollback" }, rollback_config: common };
}

/** Start-first, so that no request is lost; stop-first where two tasks at a time would fight. */
export function updateOrder(service: ServiceModel, routedPorts: readonly number[]): "start-first" | "stop-first" {
    return exclusiveUse(service, routedPorts) === undefined ? "start-first" : "stop-first";
}

function renderRestart({ oneOff, deploy: { restart } }: ServiceModel): ValueMap {
    if (oneOff) {
        return { condition: "none" };
    }
    return {
        condition: restart.condition,
        delay: restart.delay,
        max_attempts: restart.maxAttempts,
        window: restart.window,
    };
}

function renderResources({ cpus, memory, pids }: ResourcesModel): ValueMap {
    return { cpus, memory: memory === undefined ? undefined : `${memory}`, pids };
}

/** What Swarm calls the architectures. */
const architectures: Readonly<Record<string, string>> = { "linux/amd64": "x86_64", "linux/arm64": "aarch64" };

function constraintsOf(service: ServiceModel): readonly string[] {
    const architecture = architectures[service.platform ?? ""];
    const platform = architecture === undefined ? [] : [`node.platform.arch == ${architecture}`];
    return [...new Set([...service.deploy.placement, ...platform])];
}
