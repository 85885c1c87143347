import { expect } from "chai";
import { reportReleases } from "../../bench/release/report-releases";

describe("the report of the releases", () => {
    const outcome = (serving: number, command: number, failures: readonly string[] = []) => ({
        ...{ serving, command, failures },
        requests: 1_000,
    });
    const peers = {
        stack: [outcome(4, 10), outcome(6, 10)],
        compose: [outcome(5, 6, ["GET ECONNREFUSED"]), outcome(5, 6)],
        programStart: [outcome(2, 2), outcome(3, 3)],
    };

    it("takes program start off run by run, and tells what was lost", () => {
        const report = reportReleases({ ...peers, slipway: [outcome(7, 9), outcome(9, 11)] });
        expect(report.measures.map(({ what, samples, remark = "" }) => [what, samples, remark])).to.deep.equal([
            ["docker stack deploy", [4, 6], "0 of 2000 requests failed"],
            ["docker compose up --wait", [5, 5], "1 of 2000 requests failed"],
            ["Slipway", [7, 9], "0 of 2000 requests failed"],
            ["program start", [2, 3], "pulumi up that changes nothing"],
            ["Slipway, net of program start", [5, 6], ""],
            ["docker stack deploy, whole command", [10, 10], ""],
            ["docker compose up --wait, whole command", [6, 6], ""],
            ["Slipway, whole command", [9, 11], ""],
            ["Slipway, whole command, net", [7, 8], ""],
        ]);
        expect(report.limits.map(({ value, limit }) => [value, limit])).to.deep.equal([
            [1.1, 1.3],
            [0, 0],
        ]);
        expect(report.faults).to.deep.equal([]);
    });

    it("finds a fault in a request that Slipway lost", () => {
        const report = reportReleases({ ...peers, slipway: [outcome(7, 9, ["0.31s POST 502"])] });
        expect(report.faults).to.deep.equal(["Slipway: 0.31s POST 502"]);
    });
});
