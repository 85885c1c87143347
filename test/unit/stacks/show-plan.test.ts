import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { RolloutPlan } from "../../../components/plan/rollout-plan";
import type { Service } from "../../../components/service/service";
import { showPlan } from "../../../stacks/show-plan";
import { load } from "../../compose/support/load";
import { domainConfig } from "../support/domain-config";
import { makeWithMocks } from "../support/mocks";
import { releaseConfig } from "../support/release-config";
import { setEnvironment } from "../support/set-environment";
import { TemporaryFolder } from "../support/temporary-folder";

const compose = load("services: { web: { image: web:1, environment: { KEY: $KEY } } }", { secrets: ["KEY"] });
const document = JSON.stringify({ services: { web: { image: "web:1", secrets: [{ source: "KEY" }] } } });

describe("the plan in a preview", () => {
    const folder = new TemporaryFolder();
    const { info } = pulumi.log;
    const told: string[] = [];

    before(() => {
        Object.assign(pulumi.log, { info: async (text: string) => void told.push(text) });
        folder.write(".slipway/failed/shop-staging/web", "it does not stay up\n");
    });
    after(() => {
        Object.assign(pulumi.log, { info });
        folder.remove();
    });

    async function show(file: string): Promise<void> {
        const restore = setEnvironment({ SLIPWAY_PLAN_FILE: file });
        const args = {
            ...{ directory: folder.path, prefix: "shop-staging", compose, early: new Set<string>(), strategies: {} },
            config: { engine: "unix:///nowhere.sock", release: releaseConfig(), domain: domainConfig() },
            services: { web: { document } as Service },
            ...{ migration: undefined, flows: undefined, previous: { services: new Map() } },
            secrets: { KEY: pulumi.secret("correct-horse-battery") },
        };
        try {
            await makeWithMocks(() => showPlan(args), { stack: "staging", preview: true });
        } finally {
            restore();
        }
    }

    it("is said once, and written as data to the file that is asked for, without a secret's value", async () => {
        const file = `${folder.path}/plan.json`;
        await show(file);
        const text = folder.read("plan.json");
        const plan = JSON.parse(text) as RolloutPlan;
        expect(plan.services.map(({ name, change }) => `${name} ${change}`)).to.deep.equal(["web new"]);
        expect(plan.failures).to.deep.equal([{ part: "web", reason: "it does not stay up" }]);
        expect(told).to.have.length(1);
        expect(told[0]).to.match(/^Rollout of staging, 1\.0\.0\n\n {2}SERVICE .*\n {2}web +new /);
        expect(told[0]).to.contain("Last time   web: it does not stay up");
        expect(text + told.join("")).not.to.contain("correct-horse");
    });

    it("is written nowhere unless somebody asks", async () => {
        await show("");
        expect(told).to.have.length(2);
    });
});
