import type { Draft } from "./check-references";
import type { DependencyCondition } from "./model";
import type { Report } from "./report";

/** What Slipway makes of `depends_on`. */
export interface Order {
    /** Of each service, what it waits for, without optional services that are not there. */
    readonly dependsOn: ReadonlyMap<string, Readonly<Record<string, DependencyCondition>>>;
    /** Services that others wait for to complete. */
    readonly oneOff: ReadonlySet<string>;
}

/** Checks every `depends_on`: unknown services, circles, conditions that cannot come true. */
export function checkOrder(draft: Draft, report: Report): Order {
    const oneOff = new Set<string>();
    for (const { dependencies } of draft.services.values()) {
        for (const [name, { condition }] of dependencies) {
            if (condition === "service_completed_successfully") {
                oneOff.add(name);
            }
        }
    }
    const dependsOn = new Map(
        [...draft.services.keys()].map((name) => [name, conditionsOf(name, draft, oneOff, report)]),
    );
    checkCircles(draft, report);
    noteRestarts(draft, oneOff, report);
    return { dependsOn, oneOff };
}

function conditionsOf(
    name: string,
    { services, leftOut }: Draft,
    oneOff: ReadonlySet<string>,
    report: Report,
): Readonly<Record<string, DependencyCondition>> {
    const conditions: Record<string, DependencyCondition> = {};
    for (const [other, { condition, required, place }] of services.get(name)?.dependencies ?? []) {
        if (services.has(other)) {
            conditions[other] = condition;
        } else if (required) {
            const found = leftOut.has(other)
                ? `service ${other} is left out because of its profiles`
                : `service ${other} is not defined`;
            report.problem(place, found, `add it, correct the name, or write required: false`);
        }
        if (oneOff.has(other) && condition === "service_healthy") {
            const mend = "wait for service_completed_successfully here too";
            report.problem(place, `service ${other} runs once, so it is never healthy`, mend);
        }
    }
    return conditions;
}

function checkCircles({ services }: Draft, report: Report): void {
    const done = new Set<string>();
    const visit = (name: string, way: readonly string[]): void => {
        for (const [other, { place }] of services.get(name)?.dependencies ?? []) {
            const start = [...way, name].indexOf(other);
            if (start >= 0) {
                const circle = [...[...way, name].slice(start), other].join(" → ");
                report.problem(place, `services wait for each other: ${circle}`, "delete one of these dependencies");
            } else if (!done.has(other)) {
                visit(other, [...way, name]);
            }
        }
        done.add(name);
    };
    for (const name of services.keys()) {
        if (!done.has(name)) {
            visit(name, []);
        }
    }
}

function noteRestarts({ services }: Draft, oneOff: ReadonlySet<string>, report: Report): void {
    for (const [name, { restart, model }] of services) {
        if (restart && oneOff.has(name) && model.deploy.restart.condition !== "none") {
            report.note(restart, "has no effect: the service runs once for each change");
        }
    }
}
