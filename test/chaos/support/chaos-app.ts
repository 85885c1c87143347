import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EchoApp, echoApp, stack } from "../../e2e/support/echo";
import type { Outcome } from "../../e2e/support/project";
import { EngineProxy } from "./engine-proxy";
import { killTree } from "./kill-tree";
import { pulumiStep, type Step, stepsOf } from "./step";

/** How a test's stack is released. */
export interface ChaosOptions {
    /** Of `slipway:release`, what the echo app's own configuration does not have. */
    readonly release?: Readonly<Record<string, unknown>>;
    /** Whether the app has a volume of its own. */
    readonly volume?: boolean;
    /** How many versions the engine has between releases; 1 when left out. */
    readonly generations?: number;
    /** Another engine than this machine's: path of its socket, and where its containers' ports are reached. */
    readonly engine?: { readonly socket: string; readonly host: string };
}

const configuration = `Pulumi.${stack}.yaml`;
const update = ["up", stack, "--yes", "--skip-preview"];

/** The echo app, deployed through a proxy of the engine that sees every step. */
export class ChaosApp {
    private releases = 0;

    private constructor(
        public readonly app: EchoApp,
        public readonly proxy: EngineProxy,
        /** Where the app answers. */
        public readonly url: string,
        /** How many versions the engine has between releases. */
        public readonly generations: number,
    ) {}

    /** Configured, and not deployed yet. */
    static async create({ release = {}, volume = false, generations = 1, engine }: ChaosOptions): Promise<ChaosApp> {
        const app = await echoApp();
        const proxy = await EngineProxy.open(join(app.project.folder, ".slipway", "engine.sock"), engine?.socket);
        const { project } = app;
        project.edit(configuration, ["config", "slipway:engine"], `unix://${proxy.socket}`);
        for (const [key, value] of Object.entries(release)) {
            project.edit(configuration, ["config", "slipway:release", key], value);
        }
        const file = "test/e2e/apps/echo/compose.yaml";
        // A machine that is busy with a second engine and a load is no reason to be unhealthy.
        project.edit(file, ["services", "echo", "healthcheck", "timeout"], "20s");
        if (volume) {
            project.edit(file, ["services", "echo", "volumes"], ["./server.py:/server.py:ro", "data:/data"]);
            project.edit(file, ["volumes"], { data: {} });
        }
        const url = app.url.replace("127.0.0.1", engine?.host ?? "127.0.0.1");
        return new ChaosApp(app, proxy, url, generations);
    }

    /** What every name on the engine starts with. */
    get prefix(): string {
        return `slipway-${stack}-${this.app.project.id}`;
    }

    /** What the version that the configuration asks for answers. */
    get greeting(): string {
        return `release ${this.releases}`;
    }

    /**
     * Asks for another version: its answer is another one, and its secret, so that a release makes and removes objects.
     *
     * @returns puts the configuration back to what it was
     */
    async change(): Promise<() => void> {
        const { project } = this.app;
        const file = join(project.folder, configuration);
        const before = readFileSync(file, "utf8");
        const releases = this.releases;
        this.releases += 1;
        project.edit(configuration, ["config", "slipway:env"], { GREETING: this.greeting });
        await project.secret(stack, "ECHO_TOKEN", `token-of-release-${this.releases}`);
        return () => {
            writeFileSync(file, before);
            this.releases = releases;
        };
    }

    /** Deploys to the end. */
    async up(): Promise<Outcome> {
        return await this.app.project.slipway(...update);
    }

    /** Deploys to the end, and gives the moments at which another one like it can be cut off. */
    async record(): Promise<{ readonly outcome: Outcome; readonly steps: readonly Step[] }> {
        this.proxy.recorded.splice(0);
        const outcome = await this.up();
        const asked = this.proxy.recorded.map((what) => ({ by: "engine" as const, what }));
        const told = outcome.output.split("\n").flatMap((line) => {
            const what = pulumiStep(line);
            return what === undefined ? [] : [{ by: "pulumi" as const, what }];
        });
        return { outcome, steps: stepsOf([...asked, ...told]) };
    }

    /** Deploys a first version and then another; gives the moments at which a release like it can be cut off. */
    async rehearse(): Promise<readonly Step[]> {
        await this.change();
        const first = await this.up();
        expect(first.code, first.output).to.equal(0);
        await this.change();
        const { outcome, steps } = await this.record();
        expect(outcome.code, outcome.output).to.equal(0);
        return steps;
    }

    /** Deploys, and kills the deployer with all that it has started when a step comes. */
    async cutOff(step: Step): Promise<Outcome> {
        let pid = 0;
        return await this.upUntil(
            step,
            () => killTree(pid),
            (leader) => {
                pid = leader;
            },
        );
    }

    /**
     * Deploys, and does something when a step comes.
     *
     * @param started is told the deployer's process id
     */
    async upUntil(step: Step, act: () => void, started: (pid: number) => void = () => {}): Promise<Outcome> {
        if (step.by === "engine") this.proxy.setTrap(step, act);
        const running = this.app.project.start(update);
        started(running.pid);
        const timer = setInterval(() => {
            const told = running.output.split("\n").filter((line) => pulumiStep(line) === step.what);
            if (step.by !== "pulumi" || told.length < step.occurrence) return;
            clearInterval(timer);
            act();
        }, 20);
        const outcome = await running.end;
        clearInterval(timer);
        this.proxy.clearTrap();
        return outcome;
    }

    /** Takes everything away, the proxy too. */
    async remove(): Promise<void> {
        await this.app.project.remove(stack);
        await this.proxy.close();
    }
}
