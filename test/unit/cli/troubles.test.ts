import { expect } from "chai";
import type { Health } from "../../../cli/status/status";
import { troublesOf } from "../../../cli/status/troubles";

describe("what is wrong after a deploy", () => {
    const of = (...healths: readonly Health[]) =>
        troublesOf({
            stack: "local",
            prefix: "slipway-local",
            urls: [],
            services: healths.map((health) => {
                const bringBack = health === "stopped" ? { bringBack: "docker service update x" } : {};
                return {
                    service: `a-${health}`,
                    version: "",
                    commit: "",
                    built: "",
                    replicas: "",
                    health,
                    failures: 0,
                    ...bringBack,
                };
            }),
        });

    it("is nothing with services that run, start or have completed", () => {
        expect(of("healthy", "running", "starting", "unhealthy", "completed")).to.deep.equal([]);
    });

    it("is each service that is not there, is stopped, or has failed", () => {
        expect(of("absent", "stopped", "failed")).to.deep.equal([
            "service a-absent is not on the engine, though Pulumi has deployed it: ./slipway up local --replace '**a-absent-release-service' makes it anew, and where it has a route, --replace '**a-absent-generation'",
            "service a-stopped is stopped: docker service update x brings it back, unless it rests for a migration that is under way",
            "service a-failed has failed: see ./slipway logs local a-failed",
        ]);
    });
});
