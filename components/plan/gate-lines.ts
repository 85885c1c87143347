import { hasGenerations } from "../compose/strategy";
import { paragraph } from "./layout";
import type { Gates, MigrationPlan, RolloutPlan, ServicePlan } from "./rollout-plan";
import { timeInWords } from "./time-in-words";

/** What happens around the services that change: the migration, the gates, what is left at the end. */
export function gateLines({ services, migration, gates, failures, notes }: RolloutPlan): readonly string[] {
    const besides = services.filter(standsBesideOld);
    const sections: readonly (readonly [string, readonly string[]])[] = [
        ["Migration", migration === undefined ? [] : [migrationText(migration)]],
        ["Gates", gateTexts(gates, besides)],
        ["At the end", endTexts(services, besides)],
        ["Last time", failures.map(({ part, reason }) => `${part}: ${reason}`)],
        ["Note", notes],
    ];
    return sections.flatMap(([title, texts]) =>
        texts.flatMap((text, index) => paragraph((index === 0 ? title : "").padEnd(labelWidth), text)),
    );
}

const labelWidth = "At the end".length + 2;

/** Whether the release brings a version of it beside the one that serves. */
function standsBesideOld({ change, strategy, inPlace }: ServicePlan): boolean {
    const moves = (change === "changes" || change === "waits") && !inPlace;
    return moves && strategy !== undefined && strategy !== "once" && hasGenerations(strategy);
}

function migrationText({ service, command, runs, timeout, quiesced }: MigrationPlan): string {
    if (runs === "no") return "none: nothing that it runs with changes";
    const still = quiesced.length === 0 ? "" : `; standing still meanwhile: ${quiesced.join(", ")}`;
    const limit = timeInWords(timeout);
    return `\`${command}\` with the image of ${service}, after a dump, if the database is behind; ${limit} at most${still}`;
}

function gateTexts({ healthy, smoke, canary, drain }: Gates, besides: readonly ServicePlan[]): readonly string[] {
    const canaries = besides.filter(({ strategy }) => strategy === "canary").map(({ name }) => name);
    return [
        `each service is healthy within ${timeInWords(healthy)}`,
        ...(smoke.length === 0 ? [] : [`smoke flows are green: ${smoke.join("; ")}`]),
        ...(canary === undefined || canaries.length === 0 ? [] : [canaryText(canaries, canary)]),
        ...(drain === undefined || besides.length === 0
            ? []
            : [`what is open on an old version has ${timeInWords(drain)} to end`]),
    ];
}

function canaryText(
    services: readonly string[],
    { steps, limits, inconclusive }: NonNullable<Gates["canary"]>,
): string {
    const shares = steps.map(({ weight, seconds }) => {
        const share = weight === 100 ? "all requests" : `${weight}%`;
        return seconds === 0 ? share : `${share} for ${timeInWords(seconds)}`;
    });
    const over = [
        ...(limits.errorRate === undefined ? [] : [errorsText(limits.errorRate, limits.errorRateIsDefault)]),
        ...(limits.p95 === undefined ? [] : [`p95 ${timeInWords(limits.p95)}`]),
        ...(limits.p99 === undefined ? [] : [`p99 ${timeInWords(limits.p99)}`]),
    ];
    const back = [...(over.length === 0 ? [] : [`over ${over.join(", ")}`]), "when worse than the version before"];
    const unjudged = inconclusive === "abort" ? "and then back" : "and then on";
    return `canary ${services.join(", ")}: ${shares.join(", then ")}; back ${back.join(" or ")}; with under ${limits.requests} requests the time of a step once more, ${unjudged}`;
}

function errorsText(rate: number, isDefault = false): string {
    const errors = `${Number((rate * 100).toPrecision(12))}% errors`;
    return isDefault ? `${errors} (unless the version before is, too)` : errors;
}

function endTexts(services: readonly ServicePlan[], besides: readonly ServicePlan[]): readonly string[] {
    const old = besides.filter(({ standby }) => !standby).map(({ name }) => name);
    const gone = services.filter(({ change }) => change === "removed").map(({ name }) => name);
    return [
        ...(old.length === 0
            ? []
            : [`removed: the old ${old.length === 1 ? "version" : "versions"} of ${old.join(", ")}`]),
        ...(gone.length === 0 ? [] : [`removed, but for volumes: ${gone.join(", ")}`]),
    ];
}
