import { mkdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FakeDocker } from "../../support/fake-docker";
import { runScript, startScript } from "../../support/run-script";

describe("keeping the data of a Redis", () => {
    let docker: FakeDocker;

    beforeEach(() => {
        docker = new FakeDocker();
        docker
            .answer("ps *")
            .answer("run --rm *")
            .answer("run --detach *")
            .answer("exec *")
            .answer("rm *")
            .answer("stop *");
    });
    afterEach(() => docker.remove());

    const environment = (persistence: string) => ({
        SLIPWAY_CACHE: docker.cache,
        SLIPWAY_REDIS: "stack_cache",
        SLIPWAY_IMAGE: "redis:7",
        SLIPWAY_PROGRAM: "redis-server",
        SLIPWAY_DATA: "stack_data",
        SLIPWAY_TARGET: "/data",
        SLIPWAY_PERSISTENCE: persistence,
    });
    const run = async (persistence = "aof") =>
        await runScript("components/cache/keep-data.sh", environment(persistence));

    it("is nothing to do where nothing runs and the files are right", async () => {
        expect(await run()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.calls.map(([word]) => word)).to.deep.equal(["ps", "run"]);
    });

    it("is done by what runs", async () => {
        docker.answer("ps *", { out: "c1\n" });
        expect(await run("rdb")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.callsOf("exec")).to.deep.equal(["exec --interactive c1 sh -s -- rdb /data"]);
        expect(docker.callsOf("run")).to.deep.equal([]);
    });

    for (const [persistence, before] of [
        ["aof", "no"],
        ["rdb", "yes"],
    ] as const) {
        it(`is done by a Redis that nobody reaches where nothing runs: ${persistence}`, async () => {
            docker.answer("run --rm *", { out: "yes\n" });
            expect(await run(persistence)).to.deep.equal({
                code: 0,
                stdout: "",
                stderr: `redis stack_cache: its data are written as ${persistence} from now on\n`,
            });
            const helper = "stack_cache-conversion";
            expect(docker.calls.slice(2).map((call) => call.join(" "))).to.deep.equal([
                `rm --force ${helper}`,
                `run --detach --name ${helper} --network none --volume stack_data:/data redis:7 redis-server --appendonly ${before}`,
                `exec --interactive ${helper} sh -s -- ${persistence} /data alone`,
                `stop --time 60 ${helper}`,
                `rm --force ${helper}`,
            ]);
        });
    }

    it("stops the deploy when it fails, and leaves nothing behind", async () => {
        docker.answer("run --rm *", { out: "yes\n" }).answer("exec *", { err: "redis: no space\n", code: 1 });
        const { code, stderr } = await run();
        expect(code).to.equal(1);
        expect(stderr).to.contain("redis: no space\nredis stack_cache: its data could not be written as aof");
        expect(docker.calls.at(-1)).to.deep.equal(["rm", "--force", "stack_cache-conversion"]);
        expect(docker.callsOf("stop")).to.deep.equal([]);
    });

    it("changes nothing when the files cannot be looked at", async () => {
        docker.answer("run --rm *", { err: "exec: sh: not found\n", code: 127 });
        expect(await run()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: "exec: sh: not found\nredis stack_cache: its files cannot be looked at; nothing has changed\n",
        });
        expect(docker.calls.map(([word]) => word)).to.deep.equal(["ps", "run"]);
    });

    /** Files of the volume, the oldest first. */
    const log = "appendonlydir/appendonly.aof.1.incr.aof";
    const volumes: readonly (readonly [files: readonly string[], aof: string, rdb: string])[] = [
        [[], "", ""],
        [["dump.rdb"], "yes\n", ""],
        [[log], "", "yes\n"],
        [["appendonly.aof"], "", "yes\n"],
        [["dump.rdb", log], "", "yes\n"],
        [[log, "dump.rdb"], "", ""],
        [["slipway-switched", "dump.rdb", log], "", "yes\n"],
        [["slipway-switched", log, "dump.rdb"], "yes\n", ""],
    ];
    for (const [files, aof, rdb] of volumes) {
        it(`tells where the data lie: ${files.join(", then ") || "nowhere"}`, async () => {
            const answers: string[] = [];
            for (const [index, name] of files.entries()) {
                docker.folder.write(`volume/${name}`, "");
                utimesSync(join(docker.folder.path, "volume", name), 1000 + index, 1000 + index);
            }
            mkdirSync(join(docker.folder.path, "volume"), { recursive: true });
            for (const persistence of ["aof", "rdb"]) {
                await run(persistence);
                const look = docker.calls.findLast(([word]) => word === "run")?.at(-1) ?? "";
                docker.folder.write("look.sh", look.replace("cd /data", `cd ${docker.folder.path}/volume`));
                answers.push((await runScript(join(docker.folder.path, "look.sh"), {})).stdout);
            }
            expect(answers).to.deep.equal([aof, rdb]);
        });
    }

    it("says what the engine says when it cannot be asked", async () => {
        docker.answer("ps *", { err: "no engine\n", code: 1 });
        const { code, stderr } = await startScript("components/cache/keep-data.sh", environment("aof")).ended;
        expect({ code, stderr }).to.deep.equal({ code: 1, stderr: "no engine\n" });
    });
});
