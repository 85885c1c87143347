import { Fields } from "../fields";
import type { DeployModel } from "../model";
import { present } from "../present";
import type { Report } from "../report";
import type { Place } from "../tree";
import { readDuration, readInteger, readOneOf, readStrings, refuse } from "../values";
import { readRecord } from "./key-values";
import { readResources } from "./resources";
import { readRestart } from "./restart";

/** `deploy`, and the older spellings beside it. */
export function readDeploy(service: Fields): DeployModel {
    const { report } = service;
    const place = service.at("deploy");
    const deploy = place && new Fields(place, report);
    deploy?.read("mode", readMode);
    deploy?.read("endpoint_mode", (at) => readOneOf(at, report, ["vip", "dnsrr"]));
    const placement = deploy?.at("placement");
    return {
        replicas: readReplicas(service, deploy),
        ...readResources(service, deploy),
        restart: readRestart(service, deploy),
        labels: deploy?.read("labels", readRecord) ?? {},
        placement: (placement && new Fields(placement, report).read("constraints", readStrings)) ?? [],
        updateConfig: deploy?.read("update_config", readUpdateConfig) ?? {},
    };
}

function readMode(place: Place, report: Report): void {
    if (!(place.tree.kind === "scalar" && place.tree.value === "replicated")) {
        refuse(place, report, "write replicated; a service that others wait for to complete runs once by itself");
    }
}

function readReplicas(service: Fields, deploy: Fields | undefined): number {
    const read = (place: Place, report: Report) => readInteger(place, report, 0, 1000);
    const replicas = deploy?.read("replicas", read);
    const scale = service.read("scale", read);
    const place = service.at("scale");
    if (place && replicas !== undefined && scale !== undefined && replicas !== scale) {
        service.report.problem(place, "says something else than deploy.replicas", "delete one of the two");
    }
    return replicas ?? scale ?? 1;
}

function readUpdateConfig(place: Place, report: Report): DeployModel["updateConfig"] {
    const fields = new Fields(place, report);
    const action = fields.at("failure_action");
    if (action && !(action.tree.kind === "scalar" && action.tree.value === "rollback")) {
        refuse(action, report, "write rollback, which is what Slipway always does");
    }
    return present({
        parallelism: fields.read("parallelism", (at) => readInteger(at, report, 0, 1000)),
        delay: fields.read("delay", readDuration),
        monitor: fields.read("monitor", readDuration),
        order: fields.read("order", (at) => readOneOf(at, report, ["start-first", "stop-first"] as const)),
    });
}
