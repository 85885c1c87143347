import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { LiveProxy } from "../../../../components/cutover/live-proxy";
import { settled } from "../../../../components/cutover/moves";
import type { ProxyAddress } from "../../../../components/cutover/plan";
import { renderEdgeRoutes, renderGatewayRoutes } from "../../../../components/route/route.render";
import { appliedPath } from "../../../../components/route/rules.render";
import { FakeDocker } from "../../support/fake-docker";
import { TemporaryFolder } from "../../support/temporary-folder";
import { TestApp } from "../smoke/app";
import { way } from "./example";
import { netcat } from "./netcat";

const traffic = settled([way("api", "1")]);

describe("a proxy, reached through the engine", () => {
    let docker: FakeDocker;
    let folder: TemporaryFolder;

    beforeEach(() => {
        folder = new TemporaryFolder();
        docker = new FakeDocker().answer("ps *");
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

    /** Puts another program in the place of netcat; while a file `none` is there, no container runs. */
    function inContainer(program: string): void {
        const { path } = docker.folder;
        const ps = `ps) [ -e ${path}/none ] || echo c1 ;;`;
        const script = ["#!/bin/sh", 'case "$1" in', ps, `exec) echo "$*" >>${path}/execs`, `${program} ;; esac`, ""];
        docker.folder.write("bin/docker", script.join("\n"), 0o755);
    }

    function execs(): readonly string[] {
        const file = join(docker.folder.path, "execs");
        return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    }

    async function until(condition: () => boolean): Promise<void> {
        while (!condition()) await pause(5);
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
        async function placeAt(changes: Partial<ProxyAddress>): Promise<string> {
            const given = proxy(changes);
            return await given.place(traffic).finally(() => given.close());
        }

        for (const [kind, render] of [
            ["edge", renderEdgeRoutes],
            ["gateway", renderGatewayRoutes],
        ] as const) {
            it(`as the ${kind}'s file, whole, readable for the container, and nothing beside it`, async () => {
                folder.write("traffic.yaml", "old\n", 0o600);
                const applied = await placeAt({ kind });
                expect(folder.read("traffic.yaml")).to.equal(render(traffic));
                expect(applied).to.equal(appliedPath(render(traffic)));
                expect(statSync(join(folder.path, "traffic.yaml")).mode & 0o777).to.equal(0o644);
                expect(readdirSync(folder.path)).to.deep.equal(["traffic.yaml"]);
            });
        }

        it("over TLS where it takes requests so", async () => {
            const applied = await placeAt({ secure: true });
            expect(folder.read("traffic.yaml")).to.equal(renderEdgeRoutes(traffic, { secure: true }));
            expect(applied).to.equal(appliedPath(renderEdgeRoutes(traffic, { secure: true })));
        });

        it("in a folder whatever its name", async () => {
            const name = `it's "$HOME" & \`more\``;
            folder.write(`${name}/traffic.yaml`, "old\n");
            await placeAt({ folder: join(folder.path, name) });
            expect(folder.read(`${name}/traffic.yaml`)).to.equal(renderEdgeRoutes(traffic));
        });

        it("and what one that was killed has left goes, but nothing else", async () => {
            for (const name of ["traffic.yaml.placing.Ab3dEf", "traffic.yaml.backup"]) folder.write(name, "");
            await placeAt({});
            expect(readdirSync(folder.path)).to.have.members(["traffic.yaml", "traffic.yaml.backup"]);
        });

        it("or says why it cannot be, and the old ones stay", async () => {
            expect(await failure(placeAt({ folder: join(folder.path, "none") }))).to.match(/No such file or directory/);
            folder.write("traffic.yaml", "old\n");
            // There is nothing to write it with.
            const shell = ["env", `PATH=${folder.path}`, "/bin/bash", "-c"];
            expect(await failure(placeAt({ shell }))).to.match(/mktemp/);
            expect(folder.read("traffic.yaml")).to.equal("old\n");
        });
    });

    describe("is asked", () => {
        /** What answers inside the container. */
        const app = new TestApp();

        beforeEach(async () => {
            app.got.length = 0;
            await app.start();
            inContainer(netcat(app.port));
        });
        afterEach(async () => await app.stop());

        it("on its own loopback, all questions by one connection", async () => {
            app.replies(({ url }) => ({ status: url === "/applied/1" ? 200 : 404 }));
            const edge = proxy();
            expect(await edge.follows("/applied/1")).to.equal("yes");
            expect(await edge.follows("/applied/2")).to.equal("not yet");
            await edge.close();
            expect(app.requests).to.deep.equal(["GET /applied/1", "GET /applied/2"]);
            expect(execs()).to.deep.equal(["exec --interactive c1 nc 127.0.0.1 9000"]);
        });

        it("once more by another connection when one has broken", async () => {
            const edge = proxy();
            app.replies(() => undefined);
            const unanswered = edge.follows("/applied/1");
            await until(() => app.got.length === 1);
            await app.stop();
            expect(await unanswered).to.have.property("reason");
            await app.start();
            inContainer(netcat(app.port));
            app.replies(() => ({}));
            expect(await edge.follows("/applied/1")).to.equal("yes");
            await edge.close();
        });

        it("for its counters, which come as they are", async () => {
            app.replies(() => ({ body: "# TYPE a counter\na 1\n" }));
            const edge = proxy();
            expect(await edge.metrics()).to.equal("# TYPE a counter\na 1\n");
            await edge.close();
            expect(app.requests).to.deep.equal(["GET /metrics"]);
        });

        it("for its counters once more when it has just started", async () => {
            docker.folder.write("none", "");
            const edge = proxy();
            expect(await edge.follows("/applied/1")).to.deep.equal({ reason: "it does not run" });
            const counters = edge.metrics();
            rmSync(join(docker.folder.path, "none"));
            app.replies(() => ({ body: "a 1\n" }));
            expect(await counters).to.equal("a 1\n");
            await edge.close();
        });

        it("for its counters five times, and says why it does not answer", async () => {
            docker.folder.write("none", "");
            const gateway = proxy({ name: "gateway" });
            expect(await failure(gateway.metrics())).to.equal("gateway: it does not run");
            await gateway.close();
            expect(execs()).to.deep.equal([]);
        }).timeout(15_000);

        it("and says so where there is no netcat in its image", async () => {
            inContainer('echo "exec failed: \\"nc\\": executable file not found in \\$PATH" >&2; exit 127');
            const edge = proxy();
            expect(await failure(edge.metrics())).to.equal(
                'edge: exec failed: "nc": executable file not found in $PATH',
            );
            await edge.close();
        }).timeout(15_000);
    });

    it("leads to the candidates, and no more once it is closed", async () => {
        const app = new TestApp();
        await app.start();
        app.replies(() => ({ status: 204 }));
        inContainer(netcat(app.port));
        const edge = proxy();
        const port = await edge.candidatePort();
        const status = async () => {
            const { status } = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
            return status;
        };
        expect(await status()).to.equal(204);
        expect(execs()).to.deep.equal(["exec --interactive c1 nc 127.0.0.1 9001"]);
        await edge.close();
        expect(await failure(status())).to.equal("fetch failed");
        await app.stop();
    });
});
