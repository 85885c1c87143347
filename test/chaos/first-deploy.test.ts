import { expect } from "chai";
import { Test } from "mocha";
import { stack } from "../e2e/support/echo";
import { Chance } from "../support/chance";
import { seed } from "../support/seed";
import { ChaosApp } from "./support/chaos-app";
import { wholeChaos } from "./support/options";
import { type Step, stepTitle } from "./support/step";
import { expectNothing, expectWhole } from "./support/whole";

describe(`a deployer that is killed in the first deploy (SLIPWAY_SEED=${seed} repeats this choice)`, function () {
    this.timeout(300_000);
    const addTest = (test: Test) => this.addTest(test);
    const chance = new Chance(seed);
    let chaos: ChaosApp;

    before(async () => {
        chaos = await ChaosApp.create({});
        await chaos.change();
        const { outcome, steps } = await chaos.record();
        expect(outcome.code, outcome.output).to.equal(0);
        for (const step of wholeChaos ? steps : chance.pick(steps, 1)) {
            // Whoever has had enough at this point wants all of it gone.
            addTest(killedAt(step, chance.draw() < 0.5));
        }
    });
    after(async () => await chaos.remove());

    async function destroy(): Promise<void> {
        const { code, output } = await chaos.app.project.slipway("destroy", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        await expectNothing(chaos);
    }

    it("leaves nothing when all of it goes", destroy);

    function killedAt(step: Step, again: boolean): Test {
        const title = `${stepTitle(step)}, and then ${again ? "deployed again" : "destroyed"}`;
        return new Test(title, async function (this: Mocha.Context) {
            this.timeout(300_000);
            await chaos.cutOff(step);
            if (again) {
                const { code, output } = await chaos.up();
                expect(code, output).to.equal(0);
                await expectWhole(chaos);
            }
            await destroy();
        });
    }
});
