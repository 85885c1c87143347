import { expect } from "chai";
import { Test } from "mocha";
import { underLoad } from "../e2e/support/load";
import { Chance } from "../support/chance";
import { seed } from "../support/seed";
import { ChaosApp } from "./support/chaos-app";
import { wholeChaos } from "./support/options";
import { type Step, stepTitle } from "./support/step";
import { strategies } from "./support/strategies";
import { expectWhole } from "./support/whole";

/** Kills in a run of all tests; `npm run chaos` does every one. */
const sampled = { strategies: 1, kills: 3 };

const chance = new Chance(seed);
const names = Object.keys(strategies);

describe(`a deployer that is killed (SLIPWAY_SEED=${seed} repeats this choice)`, () => {
    for (const name of wholeChaos ? names : chance.pick(names, sampled.strategies)) {
        describe(name, function () {
            this.timeout(300_000);
            let chaos: ChaosApp;

            before(async () => {
                chaos = await ChaosApp.create(strategies[name] ?? {});
                const steps = await chaos.rehearse();
                const chosen = wholeChaos ? steps : chance.pick(steps, sampled.kills);
                for (const step of chosen) this.addTest(killedAt(step, chance.draw() < 0.5));
            });
            after(async () => await chaos.remove());

            it("leaves nothing of a release that runs to its end", async () => await expectWhole(chaos));

            /** @param back whether the change is taken back afterwards, instead of being deployed again */
            function killedAt(step: Step, back: boolean): Test {
                const title = `${stepTitle(step)}, and the change is ${back ? "taken back" : "deployed again"}`;
                return new Test(title, async function (this: Mocha.Context) {
                    this.timeout(300_000);
                    const old = chaos.greeting;
                    const takeBack = await chaos.change();
                    const allowed = [old, chaos.greeting];
                    let output = "";
                    const result = await underLoad({ url: chaos.url, rate: 50, post: true }, 0, async () => {
                        const cut = await chaos.cutOff(step);
                        if (back) takeBack();
                        const again = await chaos.up();
                        output = `${cut.output}\n---- again:\n${again.output}`;
                        expect(again.code, output).to.equal(0);
                    });
                    if (name !== "recreate") {
                        expect(result.failures.slice(0, 9).join("\n"), output).to.equal("");
                        expect(allowed).to.include.members([...result.bodies.keys()]);
                    }
                    await expectWhole(chaos);
                });
            }
        });
    }
});
