import { expect } from "chai";
import type { Order, Subjected } from "../../../../emulator/digitalocean/machines/order";
import { Runner } from "../../../../emulator/digitalocean/machines/runner";
import { recordingMachines } from "./support/recording-machines";

const on = (droplet: number, ...more: string[]): Subjected => ({
    subjects: [`droplet:${droplet}`, ...more],
    order: { do: "power", droplet, to: "on" } satisfies Order,
});
const off = (droplet: number): Subjected => ({
    subjects: [`droplet:${droplet}`],
    order: { do: "power", droplet, to: "off" } satisfies Order,
});

/** Lets everything that needs no waiting happen. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("orders to the machines of the emulated DigitalOcean", () => {
    it("are given in turn where they share a subject, else side by side", async () => {
        const machines = recordingMachines();
        const runner = new Runner(machines);
        const release = machines.hold("power");
        runner.start([on(1, "volume:a"), off(1), on(2), on(3, "volume:a")]);
        await settled();
        expect(machines.told).to.deep.equal(["power 1 on", "power 2 on"]);
        expect([...runner.busy()].sort()).to.deep.equal(["droplet:1", "droplet:2", "droplet:3", "volume:a"]);
        release();
        await runner.idle();
        expect(machines.told).to.deep.equal(["power 1 on", "power 2 on", "power 1 off", "power 3 on"]);
        expect([...runner.busy()]).to.deep.equal([]);
    });

    it("go on after one that failed, which is told once", async () => {
        const machines = recordingMachines();
        const runner = new Runner(machines);
        machines.fail("power", "no power");
        runner.start([on(1), off(1)]);
        await runner.idle();
        expect(machines.told).to.deep.equal(["power 1 on", "power 1 off"]);
        expect(runner.takeFailures()).to.deep.equal([{ ...on(1), reason: "no power" }]);
        expect(runner.takeFailures()).to.deep.equal([]);
    });
});
