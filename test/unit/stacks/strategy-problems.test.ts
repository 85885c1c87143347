import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { ConfigError } from "../../../stacks/config/config-error";
import { strategyProblems } from "../../../stacks/strategy-problems";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";

const postgres = { service: "db", database: "app", user: "app", extensions: [] };

function problems(file: string, release: Partial<StackConfig["release"]>, more: Partial<StackConfig> = {}) {
    const lines = Object.keys(release).map((key, index) => [`slipway:release.${key}`, index + 3] as const);
    const config = {
        release: releaseConfig(release),
        domain: domainConfig({ routes: [{ path: "/", service: "web", port: 80 }] }),
        origin: { stack: "local", file: "Pulumi.local.yaml", lines: new Map(lines) },
        ...more,
    };
    const found = strategyProblems(config, load(`services:\n  web: { image: x }\n${file}`));
    return new ConfigError("Pulumi.local.yaml", found).message.split("\n").slice(1);
}

describe("strategies that cannot work", () => {
    const cases: readonly (readonly [
        title: string,
        file: string,
        release: Partial<StackConfig["release"]>,
        ...problems: readonly string[],
    ])[] = [
        [
            "none",
            "  api: { image: x }",
            { strategy: "canary", standby: true, services: { api: { strategy: "recreate" } } },
        ],
        [
            "a canary without a route",
            "  api: { image: x }",
            { services: { api: { strategy: "canary" } } },
            "Pulumi.local.yaml:3 slipway:release.services.api.strategy: found canary for service api (compose.yaml:3), which no route leads to, expected rolling or recreate: without a route there are no requests to lead from one version to the next; add a route to slipway:domain.routes, or write strategy: rolling",
        ],
        [
            "one with a port of the host, in the compose file",
            "  api:\n    image: x\n    ports: ['90:90']\n    x-slipway: { strategy: blueGreen }",
            {},
            "compose.yaml:6 services.api.x-slipway.strategy: found blueGreen for service api (compose.yaml:3), which publishes port 90 of the host, expected a service of which two versions can run side by side; write strategy: recreate, or lead a route to the port (slipway:domain.routes), which is not published then",
        ],
        [
            "one that owns a volume",
            "  api: { image: x, volumes: [data:/d] }\nvolumes: { data: }",
            { services: { api: { strategy: "blueGreen" } } },
            "Pulumi.local.yaml:3 slipway:release.services.api.strategy: found blueGreen for service api (compose.yaml:3), which owns the volume data, expected a service of which two versions can run side by side; write strategy: recreate, or x-slipway: { shared: true } at the volume data if several tasks may write to it at once",
        ],
        [
            "one that is stopped first",
            "  api: { image: x, deploy: { update_config: { order: stop-first } } }",
            { services: { api: { strategy: "blueGreen" } } },
            "Pulumi.local.yaml:3 slipway:release.services.api.strategy: found blueGreen for service api (compose.yaml:3), whose update_config.order is stop-first, expected a service of which two versions can run side by side; remove the order from the compose file, or write strategy: rolling",
        ],
        [
            "one that runs once",
            "  api: { image: x, depends_on: { job: { condition: service_completed_successfully } } }\n  job: { image: x }",
            { services: { job: { strategy: "rolling" } } },
            "Pulumi.local.yaml:3 slipway:release.services.job.strategy: found rolling for service job (compose.yaml:4), which runs once to completion, expected a service that keeps running; remove it: such a service runs once for each change",
        ],
        [
            "a name that is a slip, without what may follow from it",
            "  api: { image: x }",
            { services: { wep: { strategy: "canary" } }, steps: [{ weight: 10, for: 1 }] },
            'Pulumi.local.yaml:3 slipway:release.services.wep: found "wep", expected a service of compose.yaml: web, api; did you mean web?',
        ],
        [
            "standby where no version stands beside another",
            "  api: { image: x }",
            { services: { api: { standby: true } } },
            "Pulumi.local.yaml:3 slipway:release.services.api.standby: found standby for service api (compose.yaml:3), which is released rolling, expected a service that is released blueGreen or canary, whose version before can stay; remove it, or release the service blueGreen",
        ],
        [
            "keys for canaries where there is none",
            "",
            { steps: [{ weight: 10, for: 1 }], abortWhen: { requests: 1 }, inconclusive: "abort" },
            "Pulumi.local.yaml:3 slipway:release.steps: found steps, but no service that is released canary, expected a service with strategy canary; write slipway:release.strategy: canary, or remove it",
            "Pulumi.local.yaml:4 slipway:release.abortWhen: found abortWhen, but no service that is released canary, expected a service with strategy canary; write slipway:release.strategy: canary, or remove it",
            "Pulumi.local.yaml:5 slipway:release.inconclusive: found inconclusive, but no service that is released canary, expected a service with strategy canary; write slipway:release.strategy: canary, or remove it",
        ],
    ];
    for (const [title, file, release, ...expected] of cases) {
        it(`are told: ${title}`, () => {
            expect(problems(file, release)).to.deep.equal(expected.map((line) => `  ${line}`));
        });
    }

    it("are told of what no service can follow", () => {
        const domain = domainConfig();
        expect(problems("", { strategy: "canary", standby: true }, { domain })).to.deep.equal([
            "  Pulumi.local.yaml:3 slipway:release.strategy: found canary, but no service that can be released so, expected a service with a route, of which two versions can run side by side; add a route to slipway:domain.routes, or remove it",
            "  Pulumi.local.yaml:4 slipway:release.standby: found standby, but no service that is released blueGreen or canary, expected a service whose version before can stay; add a route to slipway:domain.routes, or remove it",
        ]);
    });

    it("are told of the database, which has no choice", () => {
        const file =
            "  db: { image: postgres, volumes: [data:/d] }\nvolumes: { data: { x-slipway: { shared: true } } }";
        const release = { services: { db: { strategy: "rolling", standby: true } } } as const;
        expect(problems(file, release, { postgres })).to.deep.equal([
            "  Pulumi.local.yaml slipway:postgres.service: found service db (compose.yaml:3) with the volume data, which x-slipway says is shared, expected data that one task at a time uses: two would destroy them; remove shared from x-slipway in compose.yaml",
            "  Pulumi.local.yaml:3 slipway:release.services.db.strategy: found service db (compose.yaml:3), which slipway:postgres takes over, expected a service whose tasks Slipway may replace in more than one way; remove it: a database is stopped before it is started again",
        ]);
    });
});
