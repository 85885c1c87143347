import { expect } from "chai";
import type { ReleaseOutcome } from "../../bench/release/measure-release";
import { reportSwitch } from "../../bench/release/report-switch";
import { ratioOf } from "../../bench/support/result";

describe("the report of the releases", () => {
    const outcome = (seconds: number, failures: readonly string[] = []): ReleaseOutcome => ({
        ...{ serving: seconds, alone: seconds + 1, command: seconds + 5 },
        ...{ memory: 10 * seconds, requests: 1_000, failures },
    });
    const peers = [
        { name: "slow", lossless: false, outcomes: [outcome(4), outcome(6)] },
        { name: "lossy", lossless: false, outcomes: [outcome(1, ["GET ECONNREFUSED"]), outcome(1)] },
        { name: "fast", lossless: false, outcomes: [outcome(4), outcome(4)] },
    ];
    const slipway = { name: "Slipway", lossless: true, outcomes: [outcome(7), outcome(9)], starts: [2, 3] };

    it("holds everybody against the fastest peer that lost nothing, and takes program start off run by run", () => {
        const { measures, limits, faults } = reportSwitch([...peers, slipway], "Slipway");
        const rows = measures.map((one) => [one.table, one.what, one.samples, ratioOf(one, measures), one.remark]);
        const heading = [
            "until the new version answers",
            "until the old version answers no more",
            "until the command ends",
        ];
        const start = "program start: pulumi up that changes nothing";
        const memory = "peak memory of what deploys";
        const none = undefined;
        expect(rows).to.deep.equal([
            [heading[0], "slow", [4, 6], 1.25, "0 of 2000 requests failed"],
            [heading[0], "lossy", [1, 1], 0.25, "1 of 2000 requests failed"],
            [heading[0], "fast", [4, 4], none, "0 of 2000 requests failed"],
            [heading[0], "Slipway", [7, 9], 2, "0 of 2000 requests failed"],
            [heading[0], "Slipway, net", [5, 6], 1.375, none],
            [heading[1], "slow", [5, 7], 1.2, none],
            [heading[1], "lossy", [2, 2], 0.4, none],
            [heading[1], "fast", [5, 5], none, none],
            [heading[1], "Slipway", [8, 10], 1.8, none],
            [heading[1], "Slipway, net", [6, 7], 1.3, none],
            [heading[2], "slow", [9, 11], 10 / 9, none],
            [heading[2], "lossy", [6, 6], 6 / 9, none],
            [heading[2], "fast", [9, 9], none, none],
            [heading[2], "Slipway", [12, 14], 13 / 9, none],
            [heading[2], "Slipway, net", [10, 11], 10.5 / 9, none],
            [start, "Slipway", [2, 3], none, none],
            [memory, "slow", [40, 60], 1.25, none],
            [memory, "lossy", [10, 10], 0.25, none],
            [memory, "fast", [40, 40], none, none],
            [memory, "Slipway", [70, 90], 2, none],
        ]);
        expect(limits.map(({ value, limit }) => [value, limit])).to.deep.equal([
            [1.375, 1.3],
            [10.5 / 9, 1.3],
            [0, 0],
        ]);
        expect(faults).to.deep.equal([]);
    });

    it("finds a fault in a request that Slipway lost, but where it may", () => {
        const lost = { ...slipway, outcomes: [outcome(7, ["0.31s POST 502"])] };
        const { limits, faults } = reportSwitch([...peers, lost, { ...lost, lossless: false }], "Slipway");
        expect(faults).to.deep.equal(["Slipway: 0.31s POST 502"]);
        expect(limits[2]?.value).to.equal(1);
    });

    it("has no ratio where every peer lost something, and says so", () => {
        const { measures, limits, notes } = reportSwitch([...peers.slice(1, 2), slipway], "Slipway");
        expect(measures.map((one) => ratioOf(one, measures)).filter((ratio) => ratio !== undefined)).to.deep.equal([]);
        for (const { value } of limits.slice(0, 2)) expect(value).to.deep.equal(Number.NaN);
        expect(notes[0]).to.equal("there are no ratios: every peer lost requests");
    });
});
