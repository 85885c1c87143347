import { expect } from "chai";
import { canaryOf } from "../../../stacks/canary";
import { releaseConfig } from "../support/release-config";

describe("the steps of a canary", () => {
    it("are 10 and 50 for two minutes each unless somebody wrote them", () => {
        expect(canaryOf(releaseConfig())).to.deep.equal({
            steps: [
                { weight: 10, seconds: 120 },
                { weight: 50, seconds: 120 },
                { weight: 100, seconds: 0 },
            ],
            limits: { errorRate: 0.01, errorRateIsDefault: true, requests: 50 },
            inconclusive: "abort",
        });
    });

    it("end with all requests, which are watched for as long as is written", () => {
        const release = releaseConfig({
            steps: [
                { weight: 5, for: 30 },
                { weight: 100, for: 60 },
            ],
            abortWhen: { p95: 0.5, requests: 10 },
            inconclusive: "promote",
        });
        expect(canaryOf(release)).to.deep.equal({
            steps: [
                { weight: 5, seconds: 30 },
                { weight: 100, seconds: 60 },
            ],
            limits: { errorRate: 0.01, errorRateIsDefault: true, p95: 0.5, requests: 10 },
            inconclusive: "promote",
        });
    });

    it("have the error rate that is written for good", () => {
        const release = releaseConfig({ abortWhen: { errorRate: 0.01, requests: 50 } });
        expect(canaryOf(release).limits).to.deep.equal({ errorRate: 0.01, requests: 50 });
    });
});
