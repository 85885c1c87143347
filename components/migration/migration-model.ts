import type { ServiceModel } from "../compose/model";
import { present } from "../compose/present";
import { literal } from "../compose/text";

/** Name of the job that migrates, in documents and on the engine; no service of a compose file may start like this. */
export const migrationService = "slipway-migration";

/** Variable of the job whose value, given when it is deployed, is what its shell runs. */
export const stepVariable = "SLIPWAY_STEP";

/**
 * The job that runs the commands of a migration as a service would run them: same image, user, folder, environment,
 * secrets, mounts, networks and limits. What makes it a service is left out: it answers to no name, publishes nothing,
 * and ends. So is the image's entrypoint, which may do more than it is asked for, such as migrate.
 */
export function migrationModel(service: ServiceModel): ServiceModel {
    const { limits, reservations, placement } = service.deploy;
    return present({
        ...service,
        ...leftOut,
        name: migrationService,
        entrypoint: ["/bin/sh", "-c", `eval "$${stepVariable}"`],
        // By this name its database sessions are found.
        environment: { ...service.environment, PGAPPNAME: literal(migrationService) },
        dependsOn: {},
        oneOff: true,
        // A check in the image would be run otherwise.
        healthcheck: { test: ["NONE"] },
        ports: [],
        networks: Object.fromEntries(Object.keys(service.networks).map((network) => [network, { aliases: [] }])),
        labels: {},
        deploy: {
            ...{ limits, reservations, placement },
            replicas: 1,
            restart: { condition: "none" as const },
            labels: {},
            updateConfig: {},
        },
        // Its shell hands no signal on, so there is nothing to wait for.
        stopGracePeriod: "1s",
    });
}

const leftOut = {
    command: undefined,
    hostname: undefined,
    logging: undefined,
    stdinOpen: undefined,
    stopSignal: undefined,
    tty: undefined,
};
