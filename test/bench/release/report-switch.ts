import type { CaseResult, Measure } from "../support/result";
import { differences, median } from "../support/statistics";
import type { ReleaseOutcome } from "./measure-release";

/** The releases of one that was measured. */
export interface Releases {
    readonly name: string;
    readonly outcomes: readonly ReleaseOutcome[];
    /** Seconds that its program takes with nothing to change, run by run: it is Slipway. A peer has none. */
    readonly starts?: readonly number[];
    /** Whether it promises to lose no request. */
    readonly lossless: boolean;
}

/** What is measured in seconds, with the heading of its table. */
const clocks = [
    ["serving", "until the new version answers"],
    ["alone", "until the old version answers no more"],
    ["command", "until the command ends"],
] as const;

const blueGreenLimit = 1.3;

/**
 * What the releases came to.
 *
 * @param subject name of the one whose time is bounded by that of the fastest peer that loses nothing
 */
export function reportSwitch(all: readonly Releases[], subject: string): Omit<CaseResult, "name" | "title"> {
    const fastest = fastestLossless(all);
    const against = fastest?.name ?? "";
    const heldAgainst = (name: string) => (fastest === undefined || name === against ? {} : { against });
    const table = (field: (typeof clocks)[number][0], heading: string): readonly Measure[] =>
        all.flatMap((one) => {
            const samples = one.outcomes.map((outcome) => outcome[field]);
            const common = { table: heading, unit: "s", ...heldAgainst(one.name) } as const;
            const remark = field === "serving" ? { remark: lossOf(one) } : {};
            const gross = { ...common, what: one.name, samples, ...remark };
            if (one.starts === undefined) return [gross];
            return [gross, { ...common, what: `${one.name}, net`, samples: differences(samples, one.starts) }];
        });
    const bounded = all.find(({ name }) => name === subject);
    const net = differences(serving(bounded), bounded?.starts ?? []);
    const own = all.filter(({ starts }) => starts !== undefined);
    return {
        measures: [
            ...clocks.flatMap(([field, heading]) => table(field, heading)),
            ...own.map(
                ({ name, starts = [] }): Measure => ({
                    ...{ table: "program start: pulumi up that changes nothing", unit: "s" },
                    ...{ what: name, samples: starts },
                }),
            ),
            ...all.map(
                ({ name, outcomes }): Measure => ({
                    ...{ table: "peak memory of what deploys", unit: "MiB" },
                    ...{ what: name, samples: outcomes.map(({ memory }) => memory) },
                    ...heldAgainst(name),
                }),
            ),
        ],
        limits: [
            {
                what: `${subject}, net, until the new version answers ÷ ${against || "a peer that loses nothing"}`,
                value: median(net) / median(serving(fastest)),
                limit: blueGreenLimit,
            },
            {
                what: "failed requests of Slipway where it promises none",
                value: own.filter(({ lossless }) => lossless).flatMap(failuresOf).length,
                limit: 0,
            },
        ],
        notes: [
            fastest === undefined
                ? "there are no ratios: every peer lost requests"
                : `ratios are to ${against}, the fastest peer that lost no request`,
            "net: less program start, run by run; that counts Pulumi's end too, which comes after the new version serves, so that the command's end, net, is the stricter comparison",
            "memory is that of the commands and all they start, summed every 100 ms, not the engine's",
        ],
        faults: own
            .filter((one) => one.lossless && failuresOf(one).length > 0)
            .map((one) => `${one.name}: ${failuresOf(one).slice(0, 3).join("; ")}`),
    };
}

/** How many of the requests failed, in words. */
export function lossOf(one: Pick<Releases, "outcomes">): string {
    const requests = one.outcomes.reduce((sum, outcome) => sum + outcome.requests, 0);
    return `${failuresOf(one).length} of ${requests} requests failed`;
}

/** A text for each request that failed. */
export function failuresOf({ outcomes }: Pick<Releases, "outcomes">): readonly string[] {
    return outcomes.flatMap(({ failures }) => failures);
}

function fastestLossless(all: readonly Releases[]): Releases | undefined {
    const peers = all.filter((one) => one.starts === undefined && failuresOf(one).length === 0);
    return [...peers].sort((a, b) => median(serving(a)) - median(serving(b)))[0];
}

function serving(one: Releases | undefined): readonly number[] {
    return one?.outcomes.map((outcome) => outcome.serving) ?? [];
}
