import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { defaultLimits } from "../../../../components/judge/limits";
import { renderPlan } from "../../../../components/plan/plan.render";
import type { RolloutPlan } from "../../../../components/plan/rollout-plan";
import { planOf, serviceOf } from "./plan-of";

const steps = [
    { weight: 10, seconds: 120 },
    { weight: 50, seconds: 300 },
    { weight: 100, seconds: 0 },
];
const canary = {
    services: ["api"],
    steps,
    limits: { errorRate: 0.01, p95: 0.5, requests: 50 },
    inconclusive: "abort",
} as const;
const route = "it has a route";
const volume = "it owns the volume data, which two tasks at a time would fight over";

const plans: Readonly<Record<string, RolloutPlan>> = {
    "nothing-changes": planOf([serviceOf("web"), serviceOf("db")], { version: { from: "1.5.0", to: "1.5.0" } }),
    "first-deploy": planOf(
        [
            serviceOf("db", {
                change: "new",
                strategy: "recreate",
                why: volume,
                image: { to: "postgres:15-bookworm" },
            }),
            serviceOf("web", {
                change: "new",
                strategy: "blueGreen",
                why: route,
                image: { to: "shop/web:1.5.0-9c01aa" },
            }),
            serviceOf("seed", {
                ...{ change: "new", strategy: "once", why: "it runs once to completion" },
                image: { to: "shop/web:1.5.0-9c01aa" },
            }),
        ],
        {
            version: { to: "1.5.0" },
            migration: {
                service: "web",
                command: "alembic upgrade head",
                runs: "if behind",
                timeout: 600,
                quiesced: [],
            },
            gates: { healthy: 300, smoke: ["sign up"], canary: { ...canary, services: ["web"] }, drain: 30 },
        },
    ),
    "canary-beside-a-database": planOf(
        [
            serviceOf("db", {
                ...{ change: "changes", strategy: "recreate", why: volume, goesBeforeRoute: true },
                downtime: { seconds: 31, basis: "estimated" },
                image: { from: "postgres:15.3", to: "postgres:15.4" },
                other: ["command", "deploy.resources"],
            }),
            serviceOf("api", {
                ...{ change: "changes", strategy: "canary", why: "slipway:release.services.api", standby: true },
                image: { from: "shop/api:1.4.1-4f2a00", to: "shop/api:1.5.0-9c01aa" },
                variables: { added: ["FLAG"], changed: ["LOG_LEVEL", "WORKERS"], removed: ["OLD"] },
                secrets: { added: [], changed: ["JWT_SECRET_KEY"], removed: [] },
            }),
            serviceOf("web", { strategy: "blueGreen", why: route }),
            serviceOf("worker", { change: "changes", inPlace: true, other: ["deploy.replicas"] }),
            serviceOf("cache", { change: "removed", why: "./compose.yaml has it no more", image: { from: "redis:7" } }),
        ],
        {
            migration: {
                service: "api",
                command: "alembic upgrade head",
                runs: "if behind",
                timeout: 90,
                quiesced: ["worker"],
            },
            gates: { healthy: 300, smoke: ["sign up", "a lead with an Arabic name"], canary, drain: 30 },
        },
    ),
    "canary-by-default": planOf(
        [
            serviceOf("api", {
                ...{ change: "changes", strategy: "canary", why: "slipway:release" },
                image: { from: "shop/api:1.4.1-4f2a00", to: "shop/api:1.5.0-9c01aa" },
            }),
        ],
        { gates: { healthy: 300, smoke: [], canary: { ...canary, limits: defaultLimits }, drain: 30 } },
    ),
    "after-a-failure": planOf(
        [serviceOf("api", { change: "waits", strategy: "blueGreen", why: route }), serviceOf("db")],
        {
            version: { to: "1.5.0" },
            migration: { service: "api", command: "alembic upgrade head", runs: "no", timeout: 90, quiesced: [] },
            gates: { healthy: 90, smoke: [], drain: 5 },
            failures: [
                {
                    part: "route",
                    reason: "error rate 4.2% > 1% at weight 10 (21 of 500 requests; the version before 0.1%)",
                },
            ],
        },
    ),
    "long-names": planOf([
        serviceOf("a-service-with-quite-a-long-name-that-somebody-thought-was-clear", {
            ...{ change: "changes", strategy: "canary", why: "x-slipway in ./dépôt/übersicht/作成.yaml:12" },
            image: {
                from: `registry.example.com/a/b@sha256:${"a".repeat(64)}`,
                to: `registry.example.com/a/b@sha256:${"b".repeat(64)}`,
            },
            variables: {
                added: Array.from({ length: 12 }, (_, index) => `A_RATHER_LONG_VARIABLE_${index}`),
                changed: [],
                removed: [],
            },
        }),
        serviceOf("b", { change: "changes", image: { from: "b:1", to: "b:2" } }),
    ]),
};

describe("the plan of a release, for people", () => {
    for (const [name, plan] of Object.entries(plans)) {
        it(`is as kept in ${name}.txt (UPDATE_GOLDEN=1 writes it anew)`, () => {
            const path = join(__dirname, "golden", `${name}.txt`);
            const text = `${renderPlan(plan)}\n`;
            if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
            expect(text).to.equal(existsSync(path) ? readFileSync(path, "utf8") : "");
        });
    }

    it("is the same as JSON and back", () => {
        for (const plan of Object.values(plans)) expect(JSON.parse(JSON.stringify(plan))).to.deep.equal(plan);
    });
});
