import type { ComposeModel, ServiceModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import { routedPorts } from "./routed";

/** Something that a service should have and has not. */
export interface Gap {
    readonly service: string;
    readonly lacks: "health check" | "route" | "backup";
    /** What shows it, e.g. `db-data` for a volume without a backup. */
    readonly why: string;
    readonly mend: string;
}

/**
 * What the services of a stack lack: a health check where one keeps running, a route where one publishes ports of the
 * host itself, a backup where one writes to a named volume. In the order of the compose file.
 */
export function gapsOf(
    { services }: ComposeModel,
    { domain, postgres, migrations }: Pick<StackConfig, "domain" | "postgres" | "migrations">,
): readonly Gap[] {
    const routed = routedPorts(domain);
    return Object.values(services).flatMap((service) => [
        ...healthGap(service),
        ...routeGap(service, routed[service.name] ?? []),
        ...backupGap(service, migrations !== undefined && service.name === postgres?.service),
    ]);
}

/** Says the gaps in a line for each kind. */
export function gapLines(gaps: readonly Gap[]): readonly string[] {
    return (["health check", "route", "backup"] as const).flatMap((kind) => {
        const found = gaps.filter(({ lacks }) => lacks === kind);
        if (found.length === 0) return [];
        const services = found.map(({ service, why }) => `${service} (${why})`).join(", ");
        const mends = [...new Set(found.map(({ mend }) => mend))].join("; ");
        return [`without a ${kind}: ${services}; ${mends}`];
    });
}

function healthGap({ name, oneOff, healthcheck }: ServiceModel): readonly Gap[] {
    const test = healthcheck?.test ?? [];
    if (oneOff || (test.length > 0 && test[0] !== "NONE")) return [];
    return [
        {
            service: name,
            lacks: "health check",
            why: test.length > 0 ? "switched off" : "none in the compose file",
            mend: "give each a healthcheck: with a test; without one, what has run for a moment counts as healthy, and a new version beside its old one once it answers",
        },
    ];
}

function routeGap({ name, ports }: ServiceModel, routed: readonly number[]): readonly Gap[] {
    const past = ports.flatMap(({ target, published, protocol }) =>
        published === undefined || protocol === "udp" || routed.includes(target) ? [] : [published],
    );
    if (past.length === 0) return [];
    return [
        {
            service: name,
            lacks: "route",
            why: `port ${past.join(", ")} of the host`,
            mend: "such a port leads past the proxy, and is closed during each change: add a route (slipway:domain.routes), or delete ports: where only other services call",
        },
    ];
}

function backupGap({ name, mounts }: ServiceModel, isDumped: boolean): readonly Gap[] {
    const volumes = mounts.flatMap(({ type, source, readOnly }) =>
        type === "volume" && source !== undefined && !readOnly ? [source] : [],
    );
    if (volumes.length === 0) return [];
    return [
        {
            service: name,
            lacks: "backup",
            why: `volume ${[...new Set(volumes)].join(", ")}${isDumped ? ", but for the dumps before migrations (slipway:migrations)" : ""}`,
            mend: "Slipway makes no backups yet: copy what must not be lost",
        },
    ];
}
