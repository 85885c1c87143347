import { samplePeer } from "../start/sample-peer";
import type { BenchCase } from "../support/bench-case";
import { inSeconds, interleave } from "../support/interleave";
import { median } from "../support/statistics";

const slipwayName = "npm start";
const peerName = "docker stack deploy, all healthy";
const boundName = "docker stack deploy + two program starts";

/** From nothing but the cache to the sample app that runs. */
export const startCase: BenchCase = {
    name: "start",
    title: "npm start of the sample app, everything cached, nothing deployed",
    measure: async (session, fixtures) => {
        const sample = await fixtures.sample();
        const empty = await fixtures.emptyProgram();
        const peer = await samplePeer(session, sample);
        await sample.down();
        const [stack = [], starts = [], slipway = []] = await interleave(
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
                { name: "program start", run: async () => (await empty.up()).seconds, tell: inSeconds },
                {
                    name: slipwayName,
                    run: async () => {
                        const { seconds } = await sample.start();
                        await sample.down();
                        return seconds;
                    },
                    tell: inSeconds,
                },
            ],
            true,
        );
        const bound = stack.map((seconds, run) => seconds + 2 * (starts[run] ?? Number.NaN));
        return {
            measures: [
                { what: peerName, unit: "s", samples: stack },
                { what: "program start", unit: "s", samples: starts, remark: "pulumi up of an empty program" },
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
