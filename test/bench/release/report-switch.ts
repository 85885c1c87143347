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
const clocks: readonly (readonly [Clock, string])[] = [
    ["serving", "until the new version answers"],
    ["alone", "until the old version answers no more"],
    ["command", "until the command ends"],
];

type Clock = "serving" | "alone" | "command";

/** Times the fastest peer that loses nothing, by either clock. */
const blueGreenLimit = 1.3;

/**
 * What the releases came to.
 *
 * @param subject name of the one whose time is bounded by that of the fastest peer that loses nothing
 */
export function reportSwitch(all: readonly Releases[], subject: string): Omit<CaseResult, "name" | "title"> {
    const heldAgainst = ({ name }: Releases, clock: Clock) => {
        const fastest = fastestLossless(all, clock)?.name;
        return fastest === undefined || name === fastest ? {} : { against: fastest };
    };
    const table = (clock: Clock, heading: string): readonly Measure[] => {
        return all.flatMap((one) => {
            const samples = timesOf(one, clock);
            const common = { table: heading, unit: "s", ...heldAgainst(one, clock) } as const;
            const remark = clock === "serving" ? { remark: lossOf(one) } : {};
            const gross = { ...common, what: one.name, samples, ...remark };
            if (one.starts === undefined) return [gross];
            return [gross, { ...common, what: `${one.name}, net`, samples: differences(samples, one.starts) }];
        });
    };
    const bounded = all.find(({ name }) => name === subject);
    const bound = (clock: Clock, heading: string) => {
        const fastest = fastestLossless(all, clock);
        const net = differences(timesOf(bounded, clock), bounded?.starts ?? []);
        return {
            what: `${subject}, net, ${heading} ÷ ${fastest?.name ?? "a peer that loses nothing"}`,
            value: median(net) / median(timesOf(fastest, clock)),
            limit: blueGreenLimit,
        };
    };
    const own = all.filter(({ starts }) => starts !== undefined);
    return {
        measures: [
            ...clocks.flatMap(([clock, heading]) => table(clock, heading)),
            ...own.map(
                ({ name, starts = [] }): Measure => ({
                    ...{ table: "program start: pulumi up that changes nothing", unit: "s" },
                    ...{ what: name, samples: starts },
                }),
            ),
            ...all.map(
                (one): Measure => ({
                    ...{ table: "peak memory of what deploys", unit: "MiB" },
                    ...{ what: one.name, samples: one.outcomes.map(({ memory }) => memory) },
                    ...heldAgainst(one, "serving"),
                }),
            ),
        ],
        limits: [
            ...clocks.filter(([clock]) => clock !== "alone").map(([clock, heading]) => bound(clock, heading)),
            {
                what: "failed requests of Slipway where it promises none",
                value: own.filter(({ lossless }) => lossless).flatMap(failuresOf).length,
                limit: 0,
            },
        ],
        notes: [
            fastestLossless(all, "serving") === undefined
                ? "there are no ratios: every peer lost requests"
                : "ratios are to the fastest peer that lost no request, memory's to the one whose new version answers first",
            "net: less program start, run by run; that counts Pulumi's end too, which comes after the new version serves",
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

function fastestLossless(all: readonly Releases[], clock: Clock): Releases | undefined {
    const peers = all.filter((one) => one.starts === undefined && failuresOf(one).length === 0);
    return [...peers].sort((a, b) => median(timesOf(a, clock)) - median(timesOf(b, clock)))[0];
}

function timesOf(one: Releases | undefined, clock: Clock): readonly number[] {
    return one?.outcomes.map((outcome) => outcome[clock]) ?? [];
}
