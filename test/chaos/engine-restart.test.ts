import { expect } from "chai";
import { Test } from "mocha";
import { eventually } from "../e2e/support/engine";
import { Chance } from "../support/chance";
import { seed } from "../support/seed";
import { ChaosApp } from "./support/chaos-app";
import { wholeChaos } from "./support/options";
import { SecondEngine } from "./support/second-engine";
import { type Step, stepTitle } from "./support/step";
import { strategies } from "./support/strategies";
import { expectWhole } from "./support/whole";

const images = ["python:3.11-slim-bookworm", "traefik:v3.7.15"];
const signals = ["SIGTERM", "SIGKILL"] as const;

describe(`an engine that restarts in the middle of a release (SLIPWAY_SEED=${seed} repeats this choice)`, function () {
    this.timeout(600_000);
    const chance = new Chance(seed);
    let engine: SecondEngine;

    before(async function () {
        // Its network namespace and its control groups are root's to make.
        if (!SecondEngine.isPossible()) this.skip();
        engine = await SecondEngine.start(images);
    });
    after(async () => await engine?.remove());

    const names = Object.keys(strategies);
    for (const name of wholeChaos ? names : chance.pick(names, 1)) {
        describe(name, function () {
            let chaos: ChaosApp;

            before(async () => {
                chaos = await ChaosApp.create({ ...strategies[name], engine });
                const steps = await chaos.rehearse();
                const asked = steps.filter(({ by, when }) => by === "engine" && when === "after");
                const cases = asked.flatMap((step) => signals.map((signal) => ({ step, signal })));
                for (const { step, signal } of wholeChaos ? cases : chance.pick(cases, 1)) {
                    this.addTest(restartedAt(step, signal));
                }
            });
            after(async () => await chaos?.remove());

            it("leaves nothing of a release that runs to its end", async () => await expectWhole(chaos));

            function restartedAt(step: Step, signal: "SIGTERM" | "SIGKILL"): Test {
                return new Test(`${signal} ${stepTitle(step)}`, async function (this: Mocha.Context) {
                    this.timeout(300_000);
                    const old = chaos.greeting;
                    await chaos.change();
                    let restarted = Promise.resolve();
                    await chaos.upUntil(step, () => {
                        restarted = engine.restart(signal);
                    });
                    await restarted;
                    const ask = async () => {
                        const asked = await fetch(chaos.url).catch(() => undefined);
                        return asked?.ok ? await asked.text() : undefined;
                    };
                    // The second engine has its containers come back one after another, ten seconds apart.
                    const answer = await eventually("the app answers by itself", ask, 120);
                    expect(answer).to.be.oneOf([old, chaos.greeting]);
                    const again = await chaos.up();
                    expect(again.code, again.output).to.equal(0);
                    await expectWhole(chaos);
                });
            }
        });
    }
});
