import { changesOf } from "../cloud/changes-of";
import { Clouds } from "../cloud/clouds";
import { shippedImages, shippedStack } from "../cloud/shipped-stack";
import type { BenchCase } from "../support/bench-case";
import type { Measure } from "../support/result";

const shipped = ["development", "staging", "production"] as const;
const first = "first up";
const second = "second up";

/** What a second update of what this repository ships finds to do: nothing. One run of each: chance has no part in it. */
export const cloudAgainCase: BenchCase = {
    name: "cloud-again",
    group: "cloud",
    title: "the second pulumi up of each shipped stack, on emulated clouds",
    measure: async (session) => {
        const measures: Measure[] = [];
        const changes: (readonly [string, number])[] = [];
        for (const name of shipped) {
            const clouds = await Clouds.start(session, shippedImages);
            try {
                const stack = await shippedStack(session, clouds, name);
                const made = await stack.up();
                const again = await stack.up();
                const changed = changesOf(again.output);
                session.say(
                    `  ${name}: ${made.seconds.toFixed(1)} s, then ${again.seconds.toFixed(1)} s: ${changed} changes`,
                );
                changes.push([name, changed]);
                measures.push(
                    { table: first, what: name, unit: "s", samples: [made.seconds] },
                    { table: second, what: name, unit: "s", samples: [again.seconds] },
                );
            } finally {
                await clouds.end();
            }
        }
        return {
            measures: measures.toSorted((a, b) => (a.table ?? "").localeCompare(b.table ?? "")),
            limits: changes.map(([name, value]) => ({ what: `changes by the second up of ${name}`, value, limit: 0 })),
            notes: ["one run of each, whatever --runs says; the times are for orientation"],
            faults: [],
        };
    },
};
