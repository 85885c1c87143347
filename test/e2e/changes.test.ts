import { expect } from "chai";
import { type EchoApp, echoApp, stack } from "./support/echo";
import { docker, environmentOf, eventually, healthyContainers, servicesOf } from "./support/engine";
import { underLoad } from "./support/load";

const compose = "test/e2e/apps/several/compose.yaml";
const configuration = `Pulumi.${stack}.yaml`;

describe("what a team changes on a stack that runs", function () {
    this.timeout(300_000);
    let app: EchoApp;
    let prefix: string;

    before(async () => {
        app = await echoApp({
            app: "several",
            routes: `[${[
                "{ service: echo, port: 8000, health: /health }",
                "{ path: /inside, service: inside, port: 8000 }",
                "{ path: /nine, service: nine, port: 9000 }",
            ].join(", ")}]`,
        });
        prefix = `slipway-${stack}-${app.project.id}`;
    });
    after(async () => await app.project.remove(stack));

    const get = async (path: string) => await (await fetch(new URL(path, app.url))).text();
    const up = async () => await app.project.slipway("up", stack, "--yes", "--skip-preview");
    const edit = (path: readonly (string | number)[], value: unknown) =>
        app.project.edit(configuration, ["config", ...path], value);

    async function upWell(): Promise<void> {
        const { code, output } = await up();
        expect(code, output).to.equal(0);
    }

    async function nothingToDo(): Promise<void> {
        const { code, output } = await app.project.slipway("preview", stack, "--expect-no-changes");
        expect(code, output).to.equal(0);
    }

    /** The one Swarm service of a compose service. */
    async function sole(service: string): Promise<string> {
        const names = await servicesOf(prefix, service);
        expect(names).to.have.length(1);
        return names[0] ?? "";
    }

    /** Starts an update, and presses Ctrl-C once the engine is rolling the service over to what has this variable. */
    async function interruptedUpdate(service: string, variable: string): Promise<void> {
        const name = await sole(service);
        const running = app.project.start(["up", stack, "--yes", "--skip-preview"]);
        await eventually(`${service} gets ${variable}`, async () => {
            const given = await environmentOf(name);
            return given.includes(variable) ? given : undefined;
        });
        running.signal("SIGINT");
        const { code, output } = await running.end;
        expect(code, output).not.to.equal(0);
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
    }

    /** Loads the echo service while something is done: no request fails, and each answer is one of these. */
    async function answersThroughout(greetings: readonly string[], work: () => Promise<void>): Promise<void> {
        const result = await underLoad({ url: app.url, rate: 50, post: true }, 200, work);
        expect(result.failures).to.deep.equal([]);
        expect(greetings).to.include.members([...result.bodies.keys()]);
    }

    it("routes to port 9000, and to a service that only an internal network has; a task may end well", async () => {
        await upWell();
        expect(await get("/")).to.equal("one");
        expect(await get("/nine")).to.equal("nine");
        expect(await get("/inside")).to.equal("inside");
        const tasks = await docker("service", "ps", await sole("once"), "--format", "{{.CurrentState}}");
        expect(tasks)
            .to.match(/^Complete/)
            .and.not.contain("\n");
        await nothingToDo();
    });

    it("a task that ends with 3 and is not started again fails at once, with what it printed", async () => {
        const began = Date.now();
        app.project.edit(compose, ["services", "ends"], {
            image: "python:3.11-slim-bookworm",
            command: ["python3", "-c", "print('no such table'); raise SystemExit(3)"],
            restart: "no",
        });
        const { code, output } = await up();
        expect(code, output).not.to.equal(0);
        expect(output).to.contain("service ends: ").and.contain("no such table").and.contain("(3)");
        expect(Date.now() - began).to.be.below(45_000);
        expect(await servicesOf(prefix, "ends")).to.deep.equal([]);
        app.project.edit(compose, ["services", "ends"], undefined);
    });

    it("a service that loses its only route answers inside; one that gets it back answers outside again", async () => {
        edit(["slipway:domain", "routes", 2], undefined);
        await upWell();
        await sole("nine");
        const ask = "import urllib.request as r; print(r.urlopen('http://nine:9000', timeout=5).read().decode())";
        const inside = await app.project.slipway("exec", stack, "echo", "python3", "-c", ask);
        expect(inside).to.deep.equal({ code: 0, output: "nine\n" });
        expect(await get("/nine")).to.equal("one");
        await nothingToDo();

        edit(["slipway:domain", "routes", 2], { path: "/nine", service: "nine", port: 9000 });
        await upWell();
        await sole("nine");
        expect(await get("/nine")).to.equal("nine");
        await nothingToDo();
    });

    it("Ctrl-C in the middle of an update that is then reverted: the old version serves, and stays", async () => {
        await answersThroughout(["one", "two"], async () => {
            edit(["slipway:env", "GREETING"], "two");
            await interruptedUpdate("echo", "GREETING=two");
            edit(["slipway:env", "GREETING"], "one");
            await upWell();
        });
        expect(await get("/")).to.equal("one");
        expect(await environmentOf(await sole("echo"))).to.contain("GREETING=one");
        await nothingToDo();
    });

    it("Ctrl-C in the middle of an update that never gets healthy, and again: the old version serves on", async () => {
        await answersThroughout(["one"], async () => {
            edit(["slipway:env", "BROKEN"], "yes");
            await interruptedUpdate("echo", "BROKEN=yes");
            const { code, output } = await up();
            expect(code, output).not.to.equal(0);
            expect(output).to.contain("service echo: the version before serves on");
        });
        expect(await environmentOf(await sole("echo"))).to.contain("BROKEN=no");
        edit(["slipway:env", "BROKEN"], "no");
    });

    it("containers that were killed and came back don't count against a later update", async () => {
        const name = await sole("nine");
        for (let kills = 0; kills < 3; kills += 1) {
            const [container = ""] = await healthyContainers(name);
            await docker("kill", container);
            await eventually(`${name} runs again`, async () => {
                const running = await healthyContainers(name);
                return running.length === 1 && running[0] !== container ? running : undefined;
            });
        }
        edit(["slipway:release", "timeout"], "80s");
        await upWell();
        expect(await get("/nine")).to.equal("nine");
    });

    it("a second replica comes beside the first, which stays as it is", async () => {
        const name = await sole("nine");
        const before = await healthyContainers(name);
        expect(before).to.have.length(1);
        app.project.edit(compose, ["services", "nine", "deploy", "replicas"], 2);
        await upWell();
        expect(await sole("nine")).to.equal(name);
        const after = await healthyContainers(name);
        expect(after).to.have.length(2).and.include(before[0]);
        await nothingToDo();
    });

    it("another project's stack on the same engine goes without touching this one", async () => {
        const node = await docker("info", "--format", "{{.Swarm.NodeID}}");
        const other = await echoApp();
        try {
            const deployed = await other.project.slipway("up", stack, "--yes", "--skip-preview");
            expect(deployed.code, deployed.output).to.equal(0);
            expect(await (await fetch(other.url)).text()).to.equal("one");
            await answersThroughout(["one"], async () => {
                const { code, output } = await other.project.slipway("destroy", stack, "--yes", "--skip-preview");
                expect(code, output).to.equal(0);
            });
            expect(await docker("info", "--format", "{{.Swarm.NodeID}}")).to.equal(node);
            await nothingToDo();
        } finally {
            await other.project.remove(stack);
        }
    });
});
