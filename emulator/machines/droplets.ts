import { setTimeout as pause } from "node:timers/promises";
import type { Filter, Machine, MachineSize, Machines } from "../digitalocean/machines/machines";
import { putFiles, readFileIn } from "./container-files";
import { docker, dockerUnlessGone, stateOf, tryDocker } from "./docker";
import { createWords, type DropletSurroundings, sizeWords } from "./droplet.plan";
import { renderFirewall } from "./firewall.render";
import { renderInterfaces } from "./hardware.render";
import { ensureVpcNetwork } from "./network";
import { renderEtc, renderSeed } from "./seed.render";
import { Turns } from "./turns";

/** Where images/droplet/hardware.sh reads what surrounds the machine. */
const hardware = "/var/lib/emulator";

/** How long a machine may take until systemd runs, in milliseconds. */
const bootLimit = 60_000;

/** How long a machine that was asked to shut down may take, in seconds, before its power is cut. */
const shutdownLimit = 60;

/** Droplets' machines, a system container each. */
export class Droplets {
    readonly #turns = new Turns();

    constructor(
        private readonly surroundings: DropletSurroundings,
        private readonly nameservers: readonly string[],
        private readonly files: Readonly<Record<string, string>>,
    ) {}

    /** See {@link Machines.boot}. */
    async boot(machine: Machine): Promise<void> {
        const container = this.#container(machine.id);
        const state = await stateOf(container);
        if (state === "absent" || state === "created") await this.#make(machine);
        await this.#start(container);
    }

    /** See {@link Machines.power}. */
    async power(id: number, to: Parameters<Machines["power"]>[1]): Promise<void> {
        const container = this.#container(id);
        if (to === "off" || to === "cycle") await this.#cutPower(container);
        if (to === "shutdown" || to === "reboot") await this.#shutDown(container);
        if (to === "on" || to === "cycle" || to === "reboot") await this.#start(container);
    }

    /** See {@link Machines.resize}. The size of the disk is nowhere to be seen. */
    async resize(id: number, size: MachineSize): Promise<void> {
        const container = this.#container(id);
        const words = sizeWords(size, this.surroundings.limits);
        await docker(`resize ${container}`, "update", ...words, container);
    }

    /** See {@link Machines.destroy}. */
    async destroy(id: number): Promise<void> {
        const container = this.#container(id);
        const folder = this.surroundings.names.dockerFolder(id);
        await dockerUnlessGone(`remove ${container}`, "rm", "--force", "--volumes", container);
        await dockerUnlessGone(`remove ${folder}`, "volume", "rm", folder);
    }

    /** See {@link Machines.applyFirewall}. */
    async filter(id: number, filter: Filter | null): Promise<void> {
        await this.#change(this.#container(id), "firewall.nft", () => renderFirewall(filter));
    }

    /**
     * Changes one of the files that say what surrounds a machine; nothing when there is no such machine any more. A
     * machine that is off finds it at its next boot.
     */
    async change(id: number, file: "addresses" | "disks", change: (content: string) => string): Promise<void> {
        await this.#change(this.#container(id), file, change);
    }

    async #change(container: string, file: string, change: (content: string) => string): Promise<void> {
        await this.#turns.take(container, async () => {
            const state = await stateOf(container);
            if (state === "absent") return;
            const before = await readFileIn(container, `${hardware}/${file}`);
            const after = change(before);
            if (after === before) return;
            await putFiles(container, hardware, { [file]: after });
            if (state === "running") await docker(`change ${container}`, "exec", container, ...hardwareScript);
        });
    }

    async #make(machine: Machine): Promise<void> {
        const { names } = this.surroundings;
        const container = this.#container(machine.id);
        const { address, network } = machine.private;
        await ensureVpcNetwork(names, network);
        // What an interrupted boot has left.
        await this.destroy(machine.id);
        const folder = names.dockerFolder(machine.id);
        await docker(`make ${folder}`, "volume", "create", ...names.labels("droplet"), folder);
        await docker(`make ${container}`, ...createWords(machine, this.surroundings));
        if (machine.public !== null) {
            const words = ["network", "connect", "--ip", address, names.vpc(network), container];
            await docker(`connect ${container} with its private network`, ...words);
        }
        await putFiles(container, "/", { ...rootFiles(machine, this.nameservers), ...this.files });
    }

    async #start(container: string): Promise<void> {
        await docker(`start ${container}`, "start", container);
        const limit = Date.now() + bootLimit;
        while (Date.now() < limit) {
            const { exitCode } = await tryDocker(`look into ${container}`, "exec", container, ...isUp);
            if (exitCode === 0) return;
            await pause(200);
        }
        const { stdout, stderr } = await tryDocker("read its log", "logs", "--tail", "15", container);
        throw new Error(`${container} has not booted within ${bootLimit / 1000} s: ${stdout}${stderr}`);
    }

    async #cutPower(container: string): Promise<void> {
        const { exitCode, stderr } = await tryDocker(`stop ${container}`, "kill", container);
        if (exitCode !== 0 && !/is not running|no such container/i.test(stderr)) {
            throw new Error(`cannot cut the power of ${container}: ${stderr.trim()}`);
        }
    }

    async #shutDown(container: string): Promise<void> {
        await dockerUnlessGone(`shut down ${container}`, "stop", "--time", String(shutdownLimit), container);
    }

    #container(id: number): string {
        return this.surroundings.names.droplet(id);
    }
}

const hardwareScript = ["/usr/local/lib/emulator/hardware.sh"];
const isUp = ["test", "-S", "/run/systemd/private"];

function rootFiles(machine: Machine, nameservers: readonly string[]): Readonly<Record<string, string>> {
    return {
        ...under("etc", renderEtc(machine.name, nameservers)),
        ...under("var/lib/cloud/seed/nocloud", renderSeed(machine)),
        ...under(hardware.slice(1), {
            interfaces: renderInterfaces(machine),
            addresses: "",
            disks: "",
            "firewall.nft": renderFirewall(null),
        }),
    };
}

function under(folder: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}
