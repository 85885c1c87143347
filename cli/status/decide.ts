import { quiescedLabel } from "../../components/migration/quiesced-label";
import type { Health, ServiceStatus } from "./status";

/** What the engine says of one service. */
export interface ServiceFacts {
    readonly service: string;
    /** Name on the engine; undefined when there is no such service. */
    readonly name?: string;
    /** Replicas by the compose file. */
    readonly declared: number;
    /** Replicas that it had before it was stopped for a migration, when it is. */
    readonly quiesced?: string;
    /** As `docker service ls` puts it: `1/1`, `0/1 (1/1 completed)`; undefined when there is no such service. */
    readonly replicas?: string;
    /** Reference of the image that it runs. */
    readonly image: string;
    /** Labels of that image. */
    readonly labels: Readonly<Record<string, string>>;
    /** What `docker ps` says of its containers, e.g. `Up 5 minutes (healthy)`. */
    readonly containers: readonly string[];
    /** States of its tasks, e.g. `failed`, the newest first: those of before, as far as they are remembered, too. */
    readonly states: readonly string[];
}

/** What to tell about a service, from what the engine says. */
export function decideStatus(facts: ServiceFacts): ServiceStatus {
    const label = (name: string) => facts.labels[`org.opencontainers.image.${name}`] ?? "";
    const builtHere = facts.image.includes("/") && label("revision") !== "";
    return {
        service: facts.service,
        version: builtHere ? label("version") : facts.image.replace(/@sha256:.*/, ""),
        commit: builtHere ? shortCommit(label("revision")) : "",
        built: builtHere ? label("created") : "",
        replicas: replicasOf(facts.replicas),
        health: healthOf(facts),
        failures: facts.states.filter(isFailure).length,
        ...(healthOf(facts) === "stopped" ? { bringBack: bringBack(facts) } : {}),
    };
}

/** The deployer's own way back, for when it was killed before it came to it. */
function bringBack({ name = "", declared, quiesced }: ServiceFacts): string {
    const rest = quiesced === undefined ? "" : ` --label-rm ${quiescedLabel}`;
    return `docker service update --replicas ${quiesced ?? declared}${rest} ${name}`;
}

/** A job's completed tasks, else those that run; one that is just stopping beside its successor counts no more. */
function replicasOf(text: string | undefined): string {
    const [running, wanted] = (/\((.*) completed\)/.exec(text ?? "")?.[1] ?? text ?? "0/0").split("/").map(Number);
    return `${Math.min(running ?? 0, wanted ?? 0)}/${wanted ?? 0}`;
}

function shortCommit(revision: string): string {
    const [commit = "", ...rest] = revision.split("-");
    return [commit.slice(0, 9), ...rest].join("-");
}

function isFailure(state: string | undefined): boolean {
    return state === "failed" || state === "rejected";
}

function healthOf({ replicas, declared, containers, states }: ServiceFacts): Health {
    if (replicas === undefined) return "absent";
    const hasFailed = isFailure(states[0]);
    const job = /\((\d+)\/(\d+) completed\)/.exec(replicas);
    if (job !== null) {
        if (job[1] === job[2]) return "completed";
        return hasFailed ? "failed" : "starting";
    }
    const [running = 0, wanted = 0] = replicas.split("/").map(Number);
    if (wanted === 0 && declared > 0) return "stopped";
    if (containers.some((text) => text.includes("(unhealthy)"))) return "unhealthy";
    if (running < wanted) return hasFailed ? "failed" : "starting";
    return containers.length > 0 && containers.every((text) => text.includes("(healthy)")) ? "healthy" : "running";
}
