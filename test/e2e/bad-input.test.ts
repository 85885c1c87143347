import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect } from "chai";
import { type EchoApp, echoApp, stack } from "./support/echo";
import type { Outcome } from "./support/project";

describe("what a user can get wrong", function () {
    this.timeout(300_000);
    let app: EchoApp;

    before(async () => {
        app = await echoApp();
    });
    after(async () => await app.project.remove(stack));

    const preview = async () => await app.project.slipway("preview", stack);

    /** Refused with these words, without a stack trace, and with nothing made on the engine. */
    async function refused({ code, output }: Outcome, ...words: readonly string[]): Promise<void> {
        expect(code, output).not.to.equal(0);
        for (const word of words) expect(output).to.contain(word);
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
        const names = await app.project.must("docker service ls --format '{{.Name}}'");
        expect(names).not.to.contain(app.project.id);
    }

    it("a compose file that is not there", async () => {
        await app.set("slipway:compose", "./nowhere.yaml");
        await refused(await preview(), "./nowhere.yaml", "does not exist", "slipway:compose");
    });

    it("broken YAML, with its line", async () => {
        writeFileSync(join(app.project.folder, "broken.yaml"), "services:\n  a:\n    image: x\n   b: [\n");
        await app.set("slipway:compose", "./broken.yaml");
        await refused(await preview(), "./broken.yaml:4:");
    });

    it("several mistakes, told at once, with the nearest names", async () => {
        writeFileSync(
            join(app.project.folder, "wrong.yaml"),
            "services:\n  echo:\n    image: x\n    privileged: true\n    enviroment: { A: '${NOT_SET}' }\n",
        );
        await app.set("slipway:compose", "./wrong.yaml");
        await refused(
            await preview(),
            "./wrong.yaml:4:5 services.echo.privileged",
            "./wrong.yaml:5:5 services.echo.enviroment",
            "environment",
        );
        await app.set("slipway:compose", "./test/e2e/apps/echo/compose.yaml");
    });

    it("a route to a service that is not there", async () => {
        await app.set("slipway:domain.routes[0].service", "ehco");
        await refused(await preview(), `Pulumi.${stack}.yaml`, "slipway:domain.routes[0].service", '"ehco"', "echo");
        await app.set("slipway:domain.routes[0].service", "echo");
    });

    it("a key that is not known, and a secret in clear", async () => {
        await app.set("slipway:domain.prot", "80");
        await app.set("slipway:secrets.API_TOKEN", "in-the-clear");
        const outcome = await preview();
        await refused(
            outcome,
            "slipway:domain.prot",
            "port",
            "slipway:secrets.API_TOKEN",
            "pulumi config set --secret",
        );
        expect(outcome.output).not.to.contain("in-the-clear");
        await app.project.must(`pulumi config rm --path slipway:domain.prot --stack ${stack}`);
        await app.project.must(`pulumi config rm --path slipway:secrets.API_TOKEN --stack ${stack}`);
    });

    it("a port that is in use", async () => {
        const other = createServer().listen(app.port);
        try {
            await refused(await preview(), `port ${app.port} is in use by another program`, "slipway:domain.port");
        } finally {
            other.close();
        }
    });

    it("releases that cannot work: weights out of order, limits that contradict", async () => {
        app.project.edit(`Pulumi.${stack}.yaml`, ["config", "slipway:release", "strategy"], "canary");
        app.project.edit(
            `Pulumi.${stack}.yaml`,
            ["config", "slipway:release", "steps"],
            [
                { weight: 50, for: "1m" },
                { weight: 10, for: "1m" },
            ],
        );
        app.project.edit(`Pulumi.${stack}.yaml`, ["config", "slipway:release", "abortWhen"], {
            p95: "1s",
            p99: "500ms",
        });
        await refused(
            await preview(),
            "slipway:release.steps[1].weight: found 10 after 50",
            "slipway:release.abortWhen.p95: found 1s, longer than p99: 500ms",
        );
        for (const key of ["strategy", "steps", "abortWhen"]) {
            app.project.edit(`Pulumi.${stack}.yaml`, ["config", "slipway:release", key], undefined);
        }
    });

    it("strategies that cannot work: a canary without a route, blueGreen with a port of the host", async () => {
        writeFileSync(
            join(app.project.folder, "strategies.yaml"),
            [
                "services:",
                "  echo: { image: x }",
                "  worker: { image: x }",
                "  dns:",
                "    image: x",
                '    ports: ["5353:53"]',
                "    x-slipway: { strategy: blueGreen }",
            ].join("\n"),
        );
        await app.set("slipway:compose", "./strategies.yaml");
        await app.set("slipway:release.services.worker.strategy", "canary");
        await refused(
            await preview(),
            "slipway:release.services.worker.strategy: found canary for service worker (./strategies.yaml:3), which no route leads to",
            "add a route to slipway:domain.routes, or write strategy: rolling",
            "./strategies.yaml:7 services.dns.x-slipway.strategy: found blueGreen for service dns (./strategies.yaml:4), which publishes port 5353 of the host",
        );
        await app.set("slipway:compose", "./test/e2e/apps/echo/compose.yaml");
        await app.project.must(`pulumi config rm --path slipway:release.services --stack ${stack}`);
    });

    it("an engine that does not run", async () => {
        await app.set("slipway:engine", "unix:///tmp/no-engine.sock");
        await refused(
            await preview(),
            "the Docker Engine at unix:///tmp/no-engine.sock does not answer",
            "no such socket",
        );
        await app.project.must(`pulumi config rm slipway:engine --stack ${stack}`);
    });

    it("a passphrase that is not the right one", async () => {
        const running = app.project.start(["preview", stack], { PULUMI_CONFIG_PASSPHRASE: "wrong" });
        await refused(await running.end, "incorrect passphrase");
    });

    it("a stack that is not there", async () => {
        await refused(
            await app.project.slipway("up", "prodution", "--yes"),
            "there is no stack prodution",
            "production",
        );
    });

    it("an image that cannot be had", async () => {
        await app.project.must("sed -i 's/python:3.11-slim-bookworm/no-such-image:1/' test/e2e/apps/echo/compose.yaml");
        await refused(await app.project.slipway("up", stack, "--yes", "--skip-preview"), "no-such-image:1");
        await app.project.must("sed -i 's/no-such-image:1/python:3.11-slim-bookworm/' test/e2e/apps/echo/compose.yaml");
    });

    it("an image without sh for secrets in the environment: in preview where it is there, before the change where it is built", async () => {
        const image = `slipway-e2e-${app.project.id}-bare:1`;
        const file = "test/e2e/apps/echo/compose.yaml";
        const refusal = "has no sh, which puts secrets into environment variables";
        app.project.edit(file, ["services", "echo", "image"], image);
        await app.project.must(`tar -c slipway | docker import - ${image}`);
        try {
            await refused(await preview(), `./${file}:`, "services.echo: its image", image, refusal, "(secrets:)");
        } finally {
            await app.project.must(`docker image rm ${image}`);
        }

        const folder = join(app.project.folder, "bare");
        mkdirSync(folder);
        writeFileSync(join(folder, "Dockerfile"), "FROM scratch\nCOPY Dockerfile /\n");
        app.project.edit(file, ["services", "echo", "image"], undefined);
        app.project.edit(file, ["services", "echo", "build"], "../../../../bare");
        const built = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(built.code, built.output).not.to.equal(0);
        expect(built.output).to.contain("service echo: its image").and.contain(refusal);
        const names = await app.project.must("docker service ls --format '{{.Name}}'");
        expect(names).not.to.match(new RegExp(`${app.project.id}_echo`));
        const again = await preview();
        expect(again.code, again.output).not.to.equal(0);
        expect(again.output).to.contain("services.echo: its image").and.contain(refusal);
        app.project.edit(file, ["services", "echo", "build"], undefined);
        app.project.edit(file, ["services", "echo", "image"], "python:3.11-slim-bookworm");
        await app.project.must(
            `docker image ls --quiet 'slipway-*${app.project.id}/echo' | xargs docker image rm --force`,
        );
    });

    it("two at once: the second one says who is at work", async () => {
        const first = app.project.start(["up", stack, "--yes", "--skip-preview"]);
        await first.printed(/Updating/);
        const second = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(second.code).not.to.equal(0);
        expect(second.output).to.contain("the stack is currently locked").and.contain("pulumi cancel");
        const { code, output } = await first.end;
        expect(code, output).to.equal(0);
    });

    it("Ctrl-C in the middle: a clean end, and the next up puts everything right", async () => {
        await app.set("slipway:env.GREETING", "two");
        const running = app.project.start(["up", stack, "--yes", "--skip-preview"]);
        await running.printed(/echo-release-service (updating|creating)/);
        running.signal("SIGINT");
        const { code, output } = await running.end;
        expect(code, output).not.to.equal(0);
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);

        const again = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(again.code, again.output).to.equal(0);
        expect(await (await fetch(app.url)).text()).to.equal("two");
        expect(await app.project.must(`pulumi preview --stack ${stack} --expect-no-changes`)).to.match(/\d+ unchanged/);
    });

    it("another compose file takes the place of the first, and leaves nothing of it", async () => {
        await app.set("slipway:compose", "./examples/hello/compose.yaml");
        await app.set("slipway:domain.routes[0].service", "web");
        await app.set("slipway:domain.routes[0].port", "8080");
        await app.project.must(`pulumi config rm --path 'slipway:domain.routes[0].health' --stack ${stack}`);
        const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(await (await fetch(app.url)).text()).to.contain("<html");
        const names = await app.project.must(`docker service ls --format '{{.Name}}' | grep ${app.project.id}`);
        expect(names)
            .to.match(/_web-[0-9a-f]{6}$/m)
            .and.not.contain("_echo");
    });
});
