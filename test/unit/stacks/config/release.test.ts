import { expect } from "chai";
import { readStackConfig } from "../../../../stacks/config";
import { ConfigError } from "../../../../stacks/config/config-error";
import { releaseConfig } from "../../support/release-config";

function read(release: unknown) {
    const values = { "slipway:compose": "./compose.yaml", "slipway:release": JSON.stringify(release) };
    return readStackConfig({
        ...{ stack: "local", project: "slipway", file: "Pulumi.local.yaml", values, secretKeys: new Set<string>() },
    }).release;
}

function problemsOf(release: unknown): readonly string[] {
    try {
        read(release);
        return [];
    } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        return error.problems.map(({ path, found, expected, mend }) => `${path}: ${found}, ${expected}; ${mend}`);
    }
}

describe("slipway:release", () => {
    it("leaves the strategy to what the services are like", () => {
        expect(read({})).to.deep.equal(releaseConfig({ version: "0.0.0" }));
    });

    it("counts at least 50 requests where limits do not say how many", () => {
        expect(read({ abortWhen: { errorRate: "1%" } }).abortWhen).to.deep.equal({ errorRate: 0.01, requests: 50 });
    });

    it("has the time to drain in whole seconds, because scripts count in them", () => {
        expect(read({ drain: "1500ms" }).drain).to.equal(2);
    });

    const refused: readonly (readonly [title: string, release: unknown, ...problems: readonly string[]])[] = [
        [
            "weights that do not rise",
            {
                steps: [
                    { weight: 10, for: "1m" },
                    { weight: 50, for: "1m" },
                    { weight: 50, for: "1m" },
                ],
            },
            "slipway:release.steps[2].weight: 50 after 50, a higher weight than the one before; write the steps in rising order",
        ],
        [
            "a step after all requests",
            {
                steps: [
                    { weight: 100, for: "1m" },
                    { weight: 50, for: "1m" },
                ],
            },
            "slipway:release.steps[1].weight: 50 after 100, no step after 100, which is all requests; remove this step",
        ],
        [
            "weights that are no shares",
            {
                steps: [
                    { weight: 0, for: "1m" },
                    { weight: 12.5, for: "1m" },
                    { weight: 101, for: "1m" },
                ],
            },
            "slipway:release.steps[0].weight: 0, a whole number from 1 to 100; write for example weight: 10",
            "slipway:release.steps[1].weight: 12.5, a whole number from 1 to 100; write for example weight: 10",
            "slipway:release.steps[2].weight: 101, a whole number from 1 to 100; write for example weight: 10",
        ],
        [
            "a step without a time",
            { steps: [{ weight: 10 }] },
            "slipway:release.steps[0].for: nothing, a duration such as 30s, 2m or 1h; write for example for: 2m",
        ],
        [
            "no steps",
            { steps: [] },
            "slipway:release.steps: an empty list, a list of weights that rise, each with the time that it lasts; write for example steps: [{ weight: 10, for: 2m }, { weight: 50, for: 5m }]",
        ],
        [
            "a limit for 95 of 100 above the one for 99",
            { abortWhen: { p95: "1s", p99: "500ms" } },
            "slipway:release.abortWhen.p95: 1s, longer than p99: 500ms, at most the time of p99, because 99 of 100 requests hold the fastest 95; lower p95, or raise p99",
        ],
        [
            "limits that cannot be read",
            { abortWhen: { errorRate: "0%", p95: "0s", p99: 2, requests: 0 } },
            'slipway:release.abortWhen.errorRate: "0%", a percentage above 0% and below 100%; write for example errorRate: 1%',
            'slipway:release.abortWhen.p95: "0s", a duration such as 500ms or 2s; write for example p95: 500ms',
            "slipway:release.abortWhen.p99: 2, a duration such as 500ms or 2s; write for example p99: 500ms",
            "slipway:release.abortWhen.requests: 0, a whole number of 1 or more; write for example requests: 50",
        ],
        [
            "a limit that the proxies cannot measure",
            { abortWhen: { p99: "10s" } },
            "slipway:release.abortWhen.p99: 10s, less than 10s: the proxies count all that take longer as one; lower p99, or remove it",
        ],
        [
            "a share that is no percentage",
            { abortWhen: { errorRate: 0.01 } },
            "slipway:release.abortWhen.errorRate: 0.01, a percentage above 0% and below 100%; write for example errorRate: 1%",
        ],
        [
            "a service with unknown keys and values",
            { services: { api: { stratgy: "canary" }, web: { strategy: "green", standby: "yes" } } },
            "slipway:release.services.api.stratgy: a key that Slipway does not know, one of strategy, standby; did you mean slipway:release.services.api.strategy?",
            'slipway:release.services.web.strategy: "green", rolling, blueGreen, canary or recreate; write for example strategy: recreate',
            'slipway:release.services.web.standby: "yes", true or false; write for example standby: true',
        ],
    ];
    for (const [title, release, ...problems] of refused) {
        it(`refuses ${title}`, () => {
            expect(problemsOf(release)).to.have.members(problems);
        });
    }

    it("takes equal limits for 95 and for 99 of 100", () => {
        expect(problemsOf({ abortWhen: { p95: "1s", p99: "1000ms" } })).to.deep.equal([]);
    });
});
