import { gateLines } from "./gate-lines";
import type { RolloutPlan } from "./rollout-plan";
import { serviceLines } from "./service-lines";

/** What the text of every plan starts with. */
export const planStart = "Rollout of ";

/** The plan for people: several lines, the first of which says it all in short; none ends in a line end. */
export function renderPlan(plan: RolloutPlan): string {
    const { stack, version, services, failures } = plan;
    const isQuiet = services.every(({ change }) => change === "unchanged");
    const versions = version.from === version.to ? version.to : [version.from, version.to].filter(Boolean).join(" → ");
    if (isQuiet && failures.length === 0) return `${planStart}${stack}, ${versions}: no service changes`;
    const parts = [serviceLines(services), gateLines(plan)].filter((lines) => lines.length > 0);
    const body = parts.map((lines) => lines.map((line) => `  ${line}`).join("\n"));
    return [`${planStart}${stack}, ${versions}`, ...body].join("\n\n");
}
