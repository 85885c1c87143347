import { isLaunched } from "../files";
import { throughLauncher } from "../launcher";
import type { HealthcheckModel, MountModel, ServiceModel } from "../model";
import { sorted } from "./sorted";
import { Template, type ValueMap } from "./write";

/** Logs rotate unless the file says otherwise: disks must not fill. */
const defaultLogging = { driver: "json-file", options: { "max-size": "10m", "max-file": "3" } };

/** What a document says about the container itself. */
export function renderContainer(service: ServiceModel): ValueMap {
    return {
        healthcheck: service.healthcheck && renderHealthcheck(service.healthcheck, isLaunched(service)),
        // Tells the tasks of this very document from those before it.
        labels: { ...sorted(service.labels), "slipway.revision": new Template("${SLIPWAY_REVISION}") },
        user: service.user,
        working_dir: service.workingDir,
        hostname: service.hostname,
        init: service.init,
        read_only: service.readOnly,
        tty: service.tty,
        stdin_open: service.stdinOpen,
        stop_signal: service.stopSignal,
        stop_grace_period: service.stopGracePeriod ?? "10s",
        cap_add: service.capAdd,
        cap_drop: service.capDrop,
        extra_hosts: service.extraHosts,
        dns: service.dns,
        sysctls: sorted(service.sysctls),
        ulimits: sorted(service.ulimits),
        logging: renderLogging(service),
        volumes: service.mounts.map(renderMount),
    };
}

function renderHealthcheck(check: HealthcheckModel, launched: boolean): ValueMap {
    return {
        test: check.test && launched ? launchedTest(check.test) : check.test,
        interval: check.interval,
        timeout: check.timeout,
        retries: check.retries,
        start_period: check.startPeriod,
        start_interval: check.startInterval,
    };
}

/** A check sees the same variables as the service, secrets included. */
function launchedTest([kind, ...words]: readonly string[]): readonly string[] {
    switch (kind) {
        case "CMD":
            return ["CMD", ...throughLauncher(words)];
        case "CMD-SHELL":
            return ["CMD", ...throughLauncher(["/bin/sh", "-c", ...words])];
        default:
            return ["NONE"];
    }
}

function renderLogging({ logging }: ServiceModel): ValueMap {
    if (!logging) {
        return defaultLogging;
    }
    return { driver: logging.driver ?? defaultLogging.driver, options: sorted(logging.options) };
}

function renderMount({ type, source, target, readOnly, size }: MountModel): ValueMap {
    return { type, source, target, read_only: readOnly ? true : undefined, tmpfs: { size } };
}
