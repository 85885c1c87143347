import { columns, paragraph } from "./layout";
import type { Downtime, NameChanges, ServicePlan } from "./rollout-plan";
import { timeInWords } from "./time-in-words";

const headings = ["SERVICE", "CHANGE", "STRATEGY", "DOWNTIME", "WHY THIS STRATEGY"];

/** A table of the services that change, each with what changes below it, and a line of those that don't. */
export function serviceLines(services: readonly ServicePlan[]): readonly string[] {
    const unchanged = services.filter(({ change }) => change === "unchanged").map(({ name }) => name);
    const others = services.filter(({ change }) => change !== "unchanged");
    const [heading = "", ...rows] = columns([headings, ...others.map(cellsOf)]);
    return [
        ...(others.length === 0 ? [] : [heading]),
        ...others.flatMap((service, index) => [rows[index] ?? "", ...details(service)]),
        ...(unchanged.length === 0 ? [] : paragraph("unchanged: ", unchanged.join(", "))),
    ];
}

function cellsOf(service: ServicePlan): readonly string[] {
    const { name, change, strategy = "-", inPlace, downtime, why } = service;
    if (change === "removed") return [name, change, "-", "-", why];
    if (inPlace) return [name, change, "in place", "none", "no container is replaced"];
    return [name, change, strategy, downtimeText(downtime), why];
}

function downtimeText({ seconds, basis }: Downtime): string {
    if (basis === "none") return "none";
    return `${basis === "measured" ? "" : "about "}${timeInWords(seconds)}`;
}

function details({ change, image, variables, secrets, configs, other, standby, goesBeforeRoute }: ServicePlan) {
    if (change === "removed") return [];
    const isMoved = image.from !== undefined && image.from !== image.to;
    const references = [image.from, image.to].flatMap((reference) => (reference === undefined ? [] : short(reference)));
    const rows: readonly (readonly [string, string])[] = [
        ["image", isMoved || change === "new" ? references.join(" → ") : ""],
        ["variables", namesText(variables)],
        ["secrets", namesText(secrets)],
        ["configs", namesText(configs)],
        ["also", other.join(", ")],
        ["standby", standby ? "the version before stays, without requests" : ""],
        [
            "note",
            goesBeforeRoute && change === "changes"
                ? "changes before requests are led over: an abort does not take it back"
                : "",
        ],
        ["note", change === "waits" ? "its new version runs already, and waits for requests" : ""],
    ];
    return rows
        .filter(([, text]) => text !== "")
        .flatMap(([label, text]) => paragraph(`    ${label.padEnd(longestLabel)}  `, text));
}

/** Twelve digits of a digest are what people compare. */
function short(reference: string): string {
    return reference.replace(/(@sha256:[0-9a-f]{12})[0-9a-f]+$/, "$1…");
}

const longestLabel = "variables".length;

function namesText({ added, changed, removed }: NameChanges): string {
    const part = (names: readonly string[], word: string) =>
        names.length === 0 ? [] : [`${word} ${names.join(", ")}`];
    return [...part(added, "new"), ...part(changed, "changed"), ...part(removed, "gone")].join("; ");
}
