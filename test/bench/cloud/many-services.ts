import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Project } from "../../e2e/support/project";

/** An app of many small services. */
export interface ManyServices {
    /** How many there are. */
    readonly services: number;
    /** How many of them requests lead to, the first ones. */
    readonly routed: number;
    readonly servers: number;
    /** The first label of its names. */
    readonly host: string;
}

/** Images that servers pull for it, but for Slipway's own. */
export const serviceImage = "python:3.11-slim-bookworm";

/** Writes its compose file into a project, and gives what a stack's file has below `config:`. */
export function manyServices(
    { folder }: Pick<Project, "folder">,
    app: ManyServices,
): Readonly<Record<string, unknown>> {
    const file = "many-services.yaml";
    writeFileSync(join(folder, file), stringify(composeOf(app), { aliasDuplicateObjects: false }));
    return {
        "slipway:compose": `./${file}`,
        "slipway:servers": {
            ...{ region: "fra1", size: "s-4vcpu-8gb", count: app.servers, volume: 1, swap: 0 },
            allowSshFrom: ["198.18.64.1/32"],
        },
        "slipway:release": { version: "1.0.0", strategy: "blueGreen", timeout: "10m" },
        "slipway:domain": {
            ...{ zone: "example.com", dnssec: false, originPulls: app.servers > 1 },
            routes: names(app)
                .slice(0, app.routed)
                .map((service) => {
                    const host = `${service}-${app.host}.example.com`;
                    return { host, service, port: 8000, health: "/health" };
                }),
        },
        "slipway:env": { GREETING: "hello" },
    };
}

/** The first ones answer requests, the others wait: what they do costs a deploy nothing. */
function composeOf(app: Pick<ManyServices, "services" | "routed">): unknown {
    const answering = {
        image: serviceImage,
        command: ["python3", "/server.py"],
        configs: [{ source: "server", target: "/server.py" }],
        environment: { GREETING: "${GREETING:-one}", BROKEN: "no" },
        healthcheck: {
            ...{ test: ["CMD", "python3", "/server.py", "check"], interval: "5s", timeout: "3s" },
            ...{ retries: 5, start_period: "10s" },
        },
        stop_grace_period: "5s",
    };
    const waiting = (name: string) => ({
        ...{ image: serviceImage, command: ["sleep", "infinity"], init: true, stop_grace_period: "1s" },
        environment: { GREETING: "${GREETING:-one}", NAME: name },
    });
    return {
        services: Object.fromEntries(
            names(app).map((name, index) => [name, index < app.routed ? answering : waiting(name)]),
        ),
        configs: { server: { file: "./test/e2e/apps/echo/server.py" } },
    };
}

function names({ services }: Pick<ManyServices, "services">): readonly string[] {
    return Array.from({ length: services }, (_, index) => `service-${index + 1}`);
}
