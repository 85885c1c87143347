import { expect } from "chai";
import type { Health } from "../../../cli/status/status";
import { troublesOf } from "../../../cli/status/troubles";

describe("what is wrong after a deploy", () => {
    const of = (...healths: readonly Health[]) =>
        troublesOf({
            stack: "local",
            prefix: "slipway-local",
            services: healths.map((health) => {
                return { service: `a-${health}`, version: "", commit: "", built: "", replicas: "", health };
            }),
        });

    it("is nothing with services that run, start or have completed", () => {
        expect(of("healthy", "running", "starting", "unhealthy", "completed")).to.deep.equal([]);
    });

    it("is each service that is not there, or has failed", () => {
        expect(of("absent", "failed")).to.deep.equal([
            "service a-absent is not on the engine, though Pulumi has deployed it: ./slipway up local --replace '**a-absent-release-service' makes it anew",
            "service a-failed has failed: see ./slipway logs local a-failed",
        ]);
    });
});
