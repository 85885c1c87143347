import type { CaseResult, Measure } from "../support/result";
import { differences, median } from "../support/statistics";
import type { ReleaseOutcome } from "./measure-release";

/** The runs of all that were measured. */
export interface Releases {
    readonly stack: readonly ReleaseOutcome[];
    readonly compose: readonly ReleaseOutcome[];
    readonly slipway: readonly ReleaseOutcome[];
    /** Slipway's own `pulumi up` when nothing has changed. */
    readonly programStart: readonly ReleaseOutcome[];
}

const stackName = "docker stack deploy";
const stackCommand = "docker stack deploy, whole command";

/** What the releases came to. */
export function reportReleases(releases: Releases): Omit<CaseResult, "name" | "title"> {
    const { stack, compose, slipway, programStart } = releases;
    const starts = programStart.map(({ command }) => command);
    const net = differences(serving(slipway), starts);
    const row = (what: string, samples: readonly number[], remark = "", against = ""): Measure => ({
        ...{ what, unit: "s" as const, samples },
        ...(against === "" ? {} : { against }),
        ...(remark === "" ? {} : { remark }),
    });
    return {
        measures: [
            row(stackName, serving(stack), lossOf(stack)),
            row("docker compose up --wait", serving(compose), lossOf(compose), stackName),
            row("Slipway", serving(slipway), lossOf(slipway), stackName),
            row("program start", starts, "pulumi up that changes nothing"),
            row("Slipway, net of program start", net, "", stackName),
            row(stackCommand, commands(stack)),
            row("docker compose up --wait, whole command", commands(compose), "", stackCommand),
            row("Slipway, whole command", commands(slipway), "", stackCommand),
            row("Slipway, whole command, net", differences(commands(slipway), starts), "", stackCommand),
        ],
        limits: [
            {
                what: "Slipway, net of program start ÷ docker stack deploy",
                value: median(net) / median(serving(stack)),
                limit: 1.3,
            },
            { what: "failed requests of Slipway", value: failuresOf(slipway).length, limit: 0 },
        ],
        notes: [
            "docker compose serves before its health check has said so, and stops the old version first",
            "docker stack deploy stands behind a proxy set up by hand as Slipway's is; alone it would lose requests",
            "program start counts the end of Pulumi too, which comes after the new version serves: the whole commands, net, are the stricter comparison",
        ],
        faults: failuresOf(slipway).length === 0 ? [] : [`Slipway: ${failuresOf(slipway).slice(0, 3).join("; ")}`],
    };
}

function serving(outcomes: readonly ReleaseOutcome[]): readonly number[] {
    return outcomes.map((outcome) => outcome.serving);
}

function commands(outcomes: readonly ReleaseOutcome[]): readonly number[] {
    return outcomes.map((outcome) => outcome.command);
}

function failuresOf(outcomes: readonly ReleaseOutcome[]): readonly string[] {
    return outcomes.flatMap(({ failures }) => failures);
}

function lossOf(outcomes: readonly ReleaseOutcome[]): string {
    const requests = outcomes.reduce((sum, outcome) => sum + outcome.requests, 0);
    return `${failuresOf(outcomes).length} of ${requests} requests failed`;
}
