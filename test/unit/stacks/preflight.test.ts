import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:net";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { LaunchedImage } from "../../../stacks/launched-images";
import { preflight } from "../../../stacks/preflight";
import { FakeDocker } from "../support/fake-docker";
import { FakeEngine } from "../support/fake-engine";
import { setEnvironment } from "../support/set-environment";

describe("what a stack needs of its engine", () => {
    let docker: FakeDocker;
    let engine: FakeEngine;
    let restore: () => void;
    /** Ports of this machine that something listens on. */
    let ports: readonly number[];
    let servers: readonly Server[];

    beforeEach(async () => {
        docker = new FakeDocker().answer("ps *");
        engine = new FakeEngine();
        restore = setEnvironment({
            SLIPWAY_CACHE: docker.cache,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
        });
        servers = await Promise.all([listen(), listen()]);
        ports = servers.map(portOf);
    });

    afterEach(async () => {
        restore();
        docker.remove();
        await engine.stop();
        for (const server of servers) server.close();
    });

    /** What stands in the way, undefined when nothing does. */
    async function problem(
        wanted: readonly number[],
        address = engine.address,
        volumes: readonly string[] = [],
        launched: readonly LaunchedImage[] = [],
    ): Promise<string | undefined> {
        try {
            await preflight({ engine: address, stack: "slipway-test", ports: wanted, volumes, launched });
            return undefined;
        } catch (error) {
            expect(error).to.be.instanceOf(pulumi.RunError);
            return (error as Error).message;
        }
    }

    it("is there", async () => {
        await engine.start();
        const free = await listen();
        const port = portOf(free);
        await new Promise((resolve) => free.close(resolve));
        expect(await problem([port])).to.equal(undefined);
        expect(docker.callsOf("ps")).to.deep.equal([
            "ps --filter label=com.docker.stack.namespace=slipway-test --format {{.Ports}}",
        ]);
    });

    it("lacks an engine that answers", async () => {
        expect(await problem([], "unix:///nowhere.sock")).to.equal(
            "the Docker Engine at unix:///nowhere.sock does not answer (no such socket): start it (./slipway setup does), or correct slipway:engine",
        );
        await engine.start(500);
        expect(await problem([])).to.contain("does not answer (HTTP 500)");
        expect(docker.calls).to.deep.equal([]);
    });

    it("lacks each port that something else has", async () => {
        await engine.start();
        docker.answer(`ps --filter publish=${ports[0]} *`, { out: "other_web.1\n" });
        expect((await problem(ports))?.split("\n")).to.deep.equal([
            `port ${ports[0]} is in use by container other_web.1: stop it, or choose another port (slipway:domain.port for the app itself)`,
            `port ${ports[1]} is in use by another program: stop it, or choose another port (slipway:domain.port for the app itself)`,
        ]);
    });

    it("lacks each external volume that nobody has made", async () => {
        await engine.start();
        docker.answer("volume inspect none *", { err: "Error: no such volume: none", code: 1 });
        docker.answer("volume inspect there *", { out: "there\n" });
        expect(await problem([], engine.address, ["there", "none"])).to.equal(
            "there is no volume none, which the compose file calls external: make it (docker volume create none), correct its name, or delete external: true",
        );
        expect(await problem([], engine.address, ["there"])).to.equal(undefined);
        docker.answer("volume inspect there *", { err: "Error response from daemon: no\n", code: 1 });
        expect(await problem([], engine.address, ["there"])).to.contain("there is no volume there,");
    });

    it("lacks an image with sh for each service that starts with it, of the images that are there", async () => {
        await engine.start();
        const id = `sha256:${randomBytes(32).toString("hex")}`;
        docker
            .answer("image inspect *", { err: "Error: No such image\n", code: 1 })
            .answer("image inspect bare:1 *", { out: `${id}\n` })
            .answer("create *", { out: "c1\n" })
            .answer("cp c1:/bin/sh -", {
                err: "Error response from daemon: Could not find the file /bin/sh\n",
                code: 1,
            });
        const launched = [
            { image: "bare:1", service: "./compose.yaml:3 services.api", reason: "which it needs" },
            { image: "not-there:1", service: "./compose.yaml:9 services.web", reason: "which it needs" },
        ];
        expect(await problem([], engine.address, [], launched)).to.equal(
            "./compose.yaml:3 services.api: its image bare:1 has no sh, which it needs",
        );
    });

    it("has the ports that the stack itself has taken", async () => {
        await engine.start();
        const own = ports.map((port) => `0.0.0.0:${port}->80/tcp, :::${port}->80/tcp`).join("\n");
        docker.answer("ps --filter label=com.docker.stack.namespace=slipway-test *", { out: `${own}\n` });
        expect(await problem(ports)).to.equal(undefined);
    });

    it("has those that the engine tells as a range", async () => {
        await engine.start();
        const [port = 0] = ports;
        const range = `${port - 1}-${port + 1}`;
        docker.answer("ps --filter label=*", { out: `0.0.0.0:${range}->${range}/tcp\n` });
        expect(await problem([port])).to.equal(undefined);
        const below = `${port - 2}-${port - 1}`;
        docker.answer("ps --filter label=*", { out: `0.0.0.0:${below}->${below}/tcp\n` });
        expect(await problem([port])).to.contain("is in use by another program");
    });
});

function listen(): Promise<Server> {
    return new Promise((resolve) => {
        const server = createServer().listen(0, () => resolve(server));
    });
}

function portOf(server: Server): number {
    const address = server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
}
