import { samplePeer } from "../start/sample-peer";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";
import { median } from "../support/statistics";

const slipwayName = "npm start";
const changeNothing = ["up", "--yes", "--skip-preview", "--expect-no-changes"];
const peerName = "docker stack deploy, all healthy";
const ownStart = "program start of the sample";
const emptyStart = "program start of an empty program";
const boundName = "docker stack deploy + two program starts of the sample";

/** From nothing but the cache to the sample app that runs. */
export const startCase: BenchCase = {
    name: "start",
    title: "npm start of the sample app, everything cached, nothing deployed",
    measure: async (session, fixtures) => {
        const sample = await fixtures.sample();
        const empty = await fixtures.emptyProgram();
        const peer = await samplePeer(session, sample);
        await sample.down();
        const starts: number[] = [];
        const [stack = [], empties = [], slipway = []] = await interleave(
            session,
            [
                {
                    name: peerName,
                    run: async () => {
                        const seconds = await peer.deploy();
                        await peer.remove();
                        return seconds;
                    },
                    tell: inSeconds,
                },
                { name: emptyStart, run: async () => (await empty.up()).seconds, tell: inSeconds },
                {
                    name: slipwayName,
                    run: async () => {
                        const { seconds } = await sample.start();
                        starts.push((await sample.pulumi(changeNothing)).seconds);
                        await sample.down();
                        return seconds;
                    },
                    tell: inSeconds,
                },
            ],
            true,
        );
        // The first is the warm-up's.
        const counted = starts.slice(1);
        const bound = stack.map((seconds, run) => seconds + 2 * (counted[run] ?? Number.NaN));
        return {
            measures: [
                { what: peerName, unit: "s", samples: stack },
                { what: ownStart, unit: "s", samples: counted, remark: "pulumi up that changes nothing" },
                { what: emptyStart, unit: "s", samples: empties, remark: "for comparison" },
                { what: boundName, unit: "s", samples: bound },
                { what: slipwayName, unit: "s", samples: slipway, against: boundName },
            ],
            limits: [{ what: `${slipwayName} ÷ (${boundName})`, value: median(slipway) / median(bound), limit: 1.5 }],
            notes: [
                "volumes with their data and images stay between the runs, for both",
                "npm start also sets up two proxies and routes, and waits for them; the other one does not",
            ],
            faults: [],
        };
    },
};
