import { readdirSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { LiveProxy } from "../../../../components/cutover/live-proxy";
import { settled } from "../../../../components/cutover/moves";
import type { ProxyAddress } from "../../../../components/cutover/plan";
import { renderEdgeRoutes, renderGatewayRoutes } from "../../../../components/route/route.render";
import { appliedPath } from "../../../../components/route/rules.render";
import { FakeDocker } from "../../support/fake-docker";
import { TemporaryFolder } from "../../support/temporary-folder";
import { way } from "./example";

const traffic = settled([way("api", "1")]);

describe("a proxy, reached through the engine", () => {
    let docker: FakeDocker;
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
        docker = new FakeDocker().answer("ps *", { out: "c1\nc2\n" }).answer("exec *");
    });
    afterEach(() => {
        docker.remove();
        folder.remove();
    });

    function proxy(changes: Partial<ProxyAddress> = {}): LiveProxy {
        return new LiveProxy({
            ...{ name: "edge", kind: "edge", service: "slipway-test_slipway-edge", folder: folder.path },
            shell: ["env", `PATH=${docker.cache}/bin:${process.env.PATH ?? ""}`, "bash", "-c"],
            ...{ admin: 9000, candidate: 9001 },
            ...changes,
        });
    }

    /** Puts another program in the place of what runs in the container. */
    function inContainer(program: string): void {
        const script = ["#!/bin/sh", 'case "$1" in ps) echo c1 ;; exec) shift 4', `${program} ;; esac`, ""].join("\n");
        docker.folder.write("bin/docker", script, 0o755);
    }

    async function failure(ended: Promise<unknown>): Promise<string> {
        const error: unknown = await ended.then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(Error);
        return (error as Error).message;
    }

    describe("is given routes", () => {
        for (const [kind, render] of [
            ["edge", renderEdgeRoutes],
            ["gateway", renderGatewayRoutes],
        ] as const) {
            it(`as the ${kind}'s file, whole, readable for the container, and nothing beside it`, async () => {
                folder.write("traffic.yaml", "old\n", 0o600);
                const applied = await proxy({ kind }).place(traffic);
                expect(folder.read("traffic.yaml")).to.equal(render(traffic));
                expect(applied).to.equal(appliedPath(render(traffic)));
                expect(statSync(join(folder.path, "traffic.yaml")).mode & 0o777).to.equal(0o644);
                expect(readdirSync(folder.path)).to.deep.equal(["traffic.yaml"]);
                expect(docker.calls).to.deep.equal([]);
            });
        }

        it("in a folder whatever its name", async () => {
            const name = `it's "$HOME" & \`more\``;
            folder.write(`${name}/traffic.yaml`, "old\n");
            await proxy({ folder: join(folder.path, name) }).place(traffic);
            expect(folder.read(`${name}/traffic.yaml`)).to.equal(renderEdgeRoutes(traffic));
        });

        it("or says why it cannot be, and the old ones stay", async () => {
            expect(await failure(proxy({ folder: join(folder.path, "none") }).place(traffic))).to.match(
                /No such file or directory/,
            );
            folder.write("traffic.yaml", "old\n");
            // There is nothing to write it with.
            const shell = ["env", `PATH=${folder.path}`, "/bin/bash", "-c"];
            expect(await failure(proxy({ shell }).place(traffic))).to.match(/mktemp/);
            expect(folder.read("traffic.yaml")).to.equal("old\n");
        });
    });

    describe("is asked", () => {
        it("inside its healthy container, on its own loopback", async () => {
            docker.answer("exec *", { out: "OK" });
            expect(await proxy().follows("/applied/0123456789abcdef")).to.equal(true);
            expect(docker.calls).to.deep.equal([
                [
                    ...["ps", "--quiet", "--filter", "label=com.docker.swarm.service.name=slipway-test_slipway-edge"],
                    ...["--filter", "health=healthy"],
                ],
                [
                    ...["exec", "c1", "wget", "-q", "-T", "10", "-O", "-"],
                    "http://127.0.0.1:9000/applied/0123456789abcdef",
                ],
            ]);
        });

        it("and does not follow what it does not know", async () => {
            docker.answer("exec *", { err: "wget: server returned error: HTTP/1.1 404 Not Found\n", code: 1 });
            expect(await proxy().follows("/applied/0123456789abcdef")).to.equal(false);
        });

        it("for its counters, which come as they are", async () => {
            docker.answer("exec * wget * http://127.0.0.1:9000/metrics", { out: "# TYPE a counter\na 1\n" });
            expect(await proxy().metrics()).to.equal("# TYPE a counter\na 1\n");
        });

        it("for its counters once more when it has just started", async () => {
            docker
                .answer("exec *", { out: "a 1\n" })
                .answer("ps *", { out: "c1\n" })
                .answer("ps *", { out: "", times: 1 });
            expect(await proxy().metrics()).to.equal("a 1\n");
            expect(docker.callsOf("ps")).to.have.lengthOf(2);
        });

        it("for its counters five times, and says why it does not answer", async () => {
            docker.answer("ps *");
            expect(await failure(proxy({ name: "gateway" }).metrics())).to.equal("gateway: it does not run");
            expect(docker.callsOf("ps")).to.have.lengthOf(5);
            expect(docker.callsOf("exec")).to.deep.equal([]);
        }).timeout(15_000);
    });

    describe("has a tunnel to the candidates", () => {
        const dial = (port: number) =>
            new Promise<Socket>((resolve, reject) => {
                const socket = connect(port, "127.0.0.1", () => resolve(socket)).on("error", reject);
            });

        it("that carries bytes both ways, each connection its own", async () => {
            inContainer("exec head -c 300000");
            const tunnel = await proxy().openTunnel();
            const sockets = await Promise.all([dial(tunnel.port), dial(tunnel.port)]);
            const same = await Promise.all(
                sockets.map(async (socket, index) => {
                    const bytes = Buffer.alloc(300_000, `${index}`);
                    socket.write(bytes);
                    return (await buffer(socket)).equals(bytes);
                }),
            );
            tunnel.close();
            expect(same).to.deep.equal([true, true]);
        });

        it("that runs netcat in the container, with its standard input", async () => {
            docker.answer("exec *", { out: "hello" });
            const tunnel = await proxy().openTunnel();
            const got = await buffer(await dial(tunnel.port));
            tunnel.close();
            expect(got.toString()).to.equal("hello");
            expect(docker.callsOf("exec")).to.deep.equal(["exec --interactive c1 nc 127.0.0.1 9001"]);
        });

        it("that loses nothing of a long answer after which the other end closes", async () => {
            // Who reads late has some of it to come when the other end is gone: how much is the system's own affair.
            const sizes = Array.from({ length: 8 }, (_, index) => 3_940_000 + index * 30_000);
            inContainer('read -r size; exec head -c "$size" /dev/zero');
            const tunnel = await proxy().openTunnel();
            const got = await Promise.all(
                sizes.map(async (size) => {
                    const socket = await dial(tunnel.port);
                    socket.write(`${size}\n`);
                    await pause(1000);
                    return (await buffer(socket)).length;
                }),
            );
            tunnel.close();
            expect(got).to.deep.equal(sizes);
        });

        it("that ends where there is no proxy", async () => {
            docker.answer("ps *");
            const tunnel = await proxy().openTunnel();
            const got = await buffer(await dial(tunnel.port));
            tunnel.close();
            expect(got.toString()).to.equal("");
        });

        it("that ends where there is no such shell", async () => {
            const tunnel = await proxy({ shell: ["/nowhere/sh"] }).openTunnel();
            const got = await buffer(await dial(tunnel.port));
            tunnel.close();
            expect(got.toString()).to.equal("");
        });

        it("that ends with its connections, and is only on this machine's loopback", async () => {
            inContainer("exec cat");
            const tunnel = await proxy().openTunnel();
            const socket = await dial(tunnel.port);
            const got = buffer(socket);
            tunnel.close();
            expect((await got).toString()).to.equal("");
            const again = await dial(tunnel.port).then(
                () => "open",
                () => "closed",
            );
            expect(again).to.equal("closed");
        });
    });
});
