import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { migrationNotes } from "../../../stacks/migration-notes";
import { migrationProblems } from "../../../stacks/migration-problems";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";
import { releaseConfig } from "../support/release-config";

const model = load(
    `services:
  db: { image: postgres, networks: [data] }
  cache: { image: redis, networks: [data] }
  migrate: { image: api, networks: [data] }
  api: { image: api, networks: [data], depends_on: { migrate: { condition: service_completed_successfully } } }
  worker: { image: api, networks: [data], depends_on: [mailer] }
  mailer: { image: mail, networks: [data] }
  web: { image: web, networks: [front] }
networks: { data: {}, front: {} }
`,
);
const migrations = { service: "migrate", up: "u", head: "h", heads: "s", known: "k {revision}", timeout: 1 };
const postgres = { service: "db", database: "app", user: "app", extensions: [] };

interface Changes {
    readonly service?: string;
    readonly quiesce?: readonly string[];
    readonly without?: "migrations" | "postgres";
}

function configOf({ service = "migrate", quiesce = [], without }: Changes) {
    const lines = new Map([["slipway:migrations.service", 7]]);
    return {
        release: releaseConfig({ quiesce: [...quiesce] }),
        domain: domainConfig({ routes: [{ path: "/", service: "api", port: 1 }] }),
        redis: { service: "cache", persistence: "aof" },
        ...(without === "migrations" ? {} : { migrations: { ...migrations, service } }),
        ...(without === "postgres" ? {} : { postgres }),
        origin: { stack: "staging", file: "Pulumi.staging.yaml", lines },
    } satisfies Partial<StackConfig>;
}

const all = "a service of compose.yaml: db, cache, migrate, api, worker, mailer, web";

describe("what stands in the way of a migration", () => {
    const services = "each service that writes to the database by itself, once";
    const cases: readonly (readonly [string, Changes, readonly object[]])[] = [
        ["nothing", { quiesce: ["worker", "api"] }, []],
        ["nothing, with the service of an image that serves", { service: "api", quiesce: ["worker"] }, []],
        [
            "no database",
            { without: "postgres" },
            [
                {
                    path: "slipway:migrations",
                    found: "no slipway:postgres",
                    expected: "a database that Slipway has taken over",
                    mend: "write slipway:postgres: { service: db } with the name of its service, or remove slipway:migrations",
                },
            ],
        ],
        [
            "a service that is not there",
            { service: "migrat" },
            [
                {
                    path: "slipway:migrations.service",
                    line: 7,
                    found: '"migrat"',
                    expected: all,
                    mend: "did you mean migrate?",
                },
            ],
        ],
        [
            "a name that every object has",
            { service: "toString" },
            [
                {
                    ...{ path: "slipway:migrations.service", line: 7, found: '"toString"', expected: all },
                    mend: "write one of these, or add the service to the file",
                },
            ],
        ],
        [
            "the database itself",
            { service: "db" },
            [
                {
                    path: "slipway:migrations.service",
                    line: 7,
                    found: "service db (compose.yaml:2), which slipway:postgres takes over",
                    expected: "a service that has the app's image",
                    mend: "name the service whose image has the migrations",
                },
            ],
        ],
        [
            "a service that cannot reach the database",
            { service: "web" },
            [
                {
                    path: "slipway:migrations.service",
                    line: 7,
                    found: "service web (compose.yaml:8), which is in no network of db",
                    expected: "a service that reaches the database",
                    mend: "add one of its networks to web: data",
                },
            ],
        ],
        [
            "services to stop for no migration",
            { without: "migrations", quiesce: ["worker"] },
            [
                {
                    path: "slipway:release.quiesce[0]",
                    found: '"worker", but no slipway:migrations',
                    expected: "services to stop while the database is migrated",
                    mend: "remove it, or write slipway:migrations",
                },
            ],
        ],
        [
            "services that cannot be stopped",
            { service: "worker", quiesce: ["wroker", "db", "cache", "migrate", "mailer", "api", "api"] },
            [
                { path: "slipway:release.quiesce[0]", found: '"wroker"', expected: all, mend: "did you mean worker?" },
                ...[
                    [1, "service db (compose.yaml:2), which slipway:postgres takes over"],
                    [2, "service cache (compose.yaml:3), which slipway:redis takes over"],
                    [3, "service migrate (compose.yaml:4), which runs once to completion"],
                    [4, "service mailer (compose.yaml:7), which the migration needs"],
                    [6, "service api (compose.yaml:5) for the second time"],
                ].map(([index, found]) => ({
                    path: `slipway:release.quiesce[${index}]`,
                    ...{ found, expected: services, mend: "remove it" },
                })),
            ],
        ],
    ];
    for (const [what, changes, problems] of cases) {
        it(`is ${what}`, () => {
            const expected = problems.map((problem) => ({ file: "Pulumi.staging.yaml", ...problem }));
            expect(migrationProblems(configOf(changes), model)).to.deep.equal(expected);
        });
    }
});

describe("what a migration means for the services", () => {
    it("is said of the one that it replaces, and of those that answer nothing meanwhile", () => {
        expect(migrationNotes(configOf({ quiesce: ["worker", "api"] }), model)).to.deep.equal([
            "compose.yaml:4 services.migrate: is not started by itself: slipway:migrations takes its place",
            "compose.yaml:5 services.api: answers no request while the database is migrated (slipway:release.quiesce)",
        ]);
    });

    it("is nothing where it replaces none, or there is none", () => {
        expect(migrationNotes(configOf({ service: "worker" }), model)).to.deep.equal([]);
        expect(migrationNotes(configOf({ without: "migrations" }), model)).to.deep.equal([]);
    });
});
