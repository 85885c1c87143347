import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { FakeDocker } from "../support/fake-docker";
import { type Ended, runScript } from "../support/run-script";
import { TemporaryFolder } from "../support/temporary-folder";

let docker: FakeDocker;
let folder: TemporaryFolder;

describe("the scripts of the components", () => {
    beforeEach(() => {
        docker = new FakeDocker();
        folder = new TemporaryFolder();
    });
    afterEach(() => {
        docker.remove();
        folder.remove();
    });

    function run(script: string, more: Readonly<Record<string, string>> = {}, input?: string): Promise<Ended> {
        return runScript(`components/${script}`, { SLIPWAY_CACHE: docker.cache, ...more }, input);
    }

    describe("remove.sh", () => {
        const service = {
            ...{ SLIPWAY_STACK: "slipway-test", SLIPWAY_SERVICE: "api", SLIPWAY_GENERATION: "3fa9c1" },
            SLIPWAY_REPLICATION: "replicated",
        };
        const remove = () => run("release/remove.sh", service);

        it("removes the service and waits until its containers are gone", async () => {
            docker
                .answer("service inspect *", { out: "id\n" })
                .answer("service rm *")
                .answer("ps *")
                .answer("ps *", { out: "c1\n", times: 2 });
            expect(await remove()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("service", "rm")).to.deep.equal(["service rm slipway-test_api-3fa9c1"]);
            expect(docker.callsOf("ps")).to.have.lengthOf(4);
            expect(docker.callsOf("ps")[0]).to.contain("label=com.docker.swarm.service.name=slipway-test_api-3fa9c1");
            expect(docker.callsOf("rm")).to.deep.equal([]);
        });

        it("clears ended containers away, which would hold on to their volumes", async () => {
            docker
                .answer("service inspect *", { out: "id\n" })
                .answer("service rm *")
                .answer("ps *")
                .answer("ps --all *", { out: "c1\nc2\n" })
                .answer("rm *", { err: "c1 is gone\n", code: 1 });
            expect(await remove()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1 c2"]);
        });

        it("has nothing to do where the service is gone", async () => {
            docker.answer("service inspect *", { err: "Error: no such service: x\n", code: 1 });
            expect(await remove()).to.deep.include({ code: 0 });
            expect(docker.callsOf("service", "rm")).to.deep.equal([]);
        });

        it("removes the container that a job has left whose service is gone", async () => {
            docker
                .answer("service *", { err: "Error: no such service: x\n", code: 1 })
                .answer("ps *")
                .answer("ps --quiet *", { out: "c1\n", times: 1 })
                .answer("ps --all *", { out: "c1\n", times: 1 })
                .answer("stop c1")
                .answer("rm --force c1");
            const job = { ...service, SLIPWAY_REPLICATION: "replicated-job" };
            expect(await run("release/remove.sh", job)).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("stop")).to.deep.equal(["stop c1"]);
            expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1"]);
        });

        it("does not take an engine that is silent for one that has forgotten the service", async () => {
            docker.answer("service inspect *", { err: "Cannot connect to the Docker daemon\n", code: 1 });
            expect(await remove()).to.deep.equal({
                code: 1,
                stdout: "",
                stderr: "service api: the engine cannot be asked: Cannot connect to the Docker daemon\n",
            });
        });

        it("says why the engine keeps it", async () => {
            docker.answer("service inspect *").answer("service rm *", { err: "not a manager\n", code: 1 });
            expect(await remove()).to.deep.equal({ code: 1, stdout: "", stderr: "not a manager\n" });
        });
    });

    describe("place-file.sh", () => {
        const place = (path: string, content: string, mode = "640") =>
            run("host/place-file.sh", { SLIPWAY_FILE: join(folder.path, path), SLIPWAY_MODE: mode }, content);

        it("writes what it is given, with its mode, in a folder that it makes", async () => {
            expect(await place("a/b c/routes.yaml", "one\n$two\n\n")).to.deep.equal({
                code: 0,
                stdout: "",
                stderr: "",
            });
            expect(folder.read("a/b c/routes.yaml")).to.equal("one\n$two\n\n");
            expect(statSync(join(folder.path, "a/b c/routes.yaml")).mode & 0o777).to.equal(0o640);
            await place("a/b c/routes.yaml", "three", "600");
            expect(folder.read("a/b c/routes.yaml")).to.equal("three");
            expect(statSync(join(folder.path, "a/b c/routes.yaml")).mode & 0o777).to.equal(0o600);
        });

        it("puts a new file in the old one's place: who reads has one of them whole", async () => {
            const path = folder.write("routes.yaml", "old");
            const before = statSync(path).ino;
            await place("routes.yaml", "new");
            expect(statSync(path).ino).not.to.equal(before);
            expect(readdirSync(folder.path)).to.deep.equal(["routes.yaml"]);
        });

        it("removes what a killed run has left of this very file, and nothing else", async () => {
            const running = spawn("bash", ["components/host/place-file.sh"], {
                env: { ...process.env, SLIPWAY_FILE: join(folder.path, "routes.yaml"), SLIPWAY_MODE: "640" },
            });
            running.stdin.write("half");
            while (readdirSync(folder.path).length === 0) await pause(10);
            running.kill("SIGKILL");
            running.stdin.end();
            await once(running, "close");
            const others = ["other.yaml.placing.AbC123", "routes.yaml.backup", "routes.yaml.placing.mine"];
            for (const name of others) folder.write(name, "the user's");
            expect(readdirSync(folder.path)).to.have.length(4);
            await place("routes.yaml", "new");
            expect(readdirSync(folder.path).sort()).to.deep.equal([...others, "routes.yaml"].sort());
        });

        it("leaves the old file and no other where it fails", async () => {
            folder.write("routes.yaml", "old");
            expect((await place("routes.yaml", "new", "rw?")).code).not.to.equal(0);
            expect(folder.read("routes.yaml")).to.equal("old");
            expect(readdirSync(folder.path)).to.deep.equal(["routes.yaml"]);
        });
    });

    describe("remove-file.sh", () => {
        const remove = (path: string) => run("host/remove-file.sh", { SLIPWAY_FILE: join(folder.path, path) });

        it("removes the file, and its folder when that is empty then", async () => {
            folder.write("edge/one", "");
            folder.write("edge/two", "");
            expect(await remove("edge/one")).to.deep.include({ code: 0 });
            expect(readdirSync(join(folder.path, "edge"))).to.deep.equal(["two"]);
            expect(await remove("edge/two")).to.deep.include({ code: 0 });
            expect(existsSync(join(folder.path, "edge"))).to.equal(false);
            expect(await remove("edge/two")).to.deep.include({ code: 0 });
        });

        it("removes what a killed run has left of it, too", async () => {
            folder.write("edge/one", "");
            folder.write("edge/one.placing.AbC123", "half");
            expect(await remove("edge/one")).to.deep.include({ code: 0 });
            expect(existsSync(join(folder.path, "edge"))).to.equal(false);
        });
    });

    describe("init.sh", () => {
        const init = () => run("cluster/init.sh");
        const state = (out: string) => docker.answer("info *", { out: `${out}\n` });
        const made = "swarm init --advertise-addr 127.0.0.1 --listen-addr 127.0.0.1:2377";

        it("makes a swarm on loopback, and labels it as Slipway's", async () => {
            state("inactive false")
                .answer("info *NodeID*", { out: "n1\n" })
                .answer("swarm init *")
                .answer("node update *");
            expect(await init()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("swarm")).to.deep.equal([made]);
            expect(docker.callsOf("node")).to.deep.equal(["node update --label-add slipway.swarm=made n1"]);
        });

        it("uses a swarm that is there, and does not label it", async () => {
            state("active true");
            expect(await init()).to.deep.include({ code: 0 });
            expect(docker.calls).to.have.lengthOf(1);
        });

        it("refuses an engine that cannot be used", async () => {
            state("active false");
            expect((await init()).stderr).to.match(
                /^the engine is a worker of a swarm: .* point slipway:engine at one\n$/,
            );
            state("locked false");
            const { code, stderr } = await init();
            expect({ code, stderr }).to.deep.equal({
                code: 1,
                stderr: "the engine's swarm is locked: run docker swarm unlock, then try again\n",
            });
            expect(docker.callsOf("swarm")).to.deep.equal([]);
        });

        it("is content when another was quicker, and else says what went wrong", async () => {
            state("inactive false").answer("swarm init *", { err: "listen tcp: in use\n", code: 1 });
            expect(await init()).to.deep.equal({ code: 1, stdout: "", stderr: "listen tcp: in use\n" });
            docker.answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" });
            expect(await init()).to.deep.include({ code: 0 });
            expect(docker.callsOf("node")).to.deep.equal([]);
        });
    });

    describe("leave.sh", () => {
        async function leaves(label: string | undefined, services: string, networks = ""): Promise<boolean> {
            docker
                .answer("node inspect *", label === undefined ? { code: 1 } : { out: `${label}\n` })
                .answer("service ls *", { out: services })
                .answer("network ls *", { out: networks })
                .answer("secret ls *")
                .answer("swarm leave *");
            const before = docker.callsOf("swarm", "leave").length;
            expect(await run("cluster/leave.sh")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            return docker.callsOf("swarm", "leave").length > before;
        }

        it("leaves the swarm that Slipway made once nothing runs on it", async () => {
            expect(await leaves("made", "")).to.equal(true);
        });

        it("stays where something runs, in a swarm of somebody else, and where there is none", async () => {
            expect(await leaves("made", "id1\n")).to.equal(false);
            expect(await leaves("made", "", "net1\n")).to.equal(false);
            expect(await leaves("", "")).to.equal(false);
            expect(await leaves(undefined, "")).to.equal(false);
        });
    });

    describe("build.sh", () => {
        const build = (more: Readonly<Record<string, string>> = {}) =>
            run("image/build.sh", {
                SLIPWAY_IMAGE: "slipway-test/api:1.4.2-abc",
                SLIPWAY_VERSION: "1.4.2",
                SLIPWAY_CONTEXT: folder.path,
                SLIPWAY_DOCKERFILE: "Dockerfile",
                SLIPWAY_TARGET: "",
                SLIPWAY_PLATFORM: "",
                ...more,
            });
        const git = (...words: readonly string[]) =>
            execFileSync("git", ["-C", folder.path, "-c", "user.name=t", "-c", "user.email=t@example.com", ...words], {
                encoding: "utf8",
            }).trim();

        /** Words of the build; an option and its value are one. */
        function options(): readonly string[] {
            const words = docker.calls.find(([first]) => first === "build") ?? [];
            return words.flatMap((word, index) =>
                words[index - 1]?.startsWith("--")
                    ? []
                    : [word.startsWith("--") ? `${word} ${words[index + 1]}` : word],
            );
        }

        const made = (platform: string) => ({ out: `sha256:0a1b ${platform}\n` });

        beforeEach(() => {
            docker
                .answer("buildx version")
                .answer("build *")
                .answer("image inspect * --format {{.Id}} {{.Os}}/{{.Architecture}}", made("linux/arm64"));
            folder.write("Dockerfile", "FROM scratch\n");
        });

        it("builds the context, with arguments and target as they are", async () => {
            const values = {
                SLIPWAY_ARG_TEXT: "two words = $three\nlines",
                SLIPWAY_ARG_EMPTY: "",
                SLIPWAY_TARGET: "run",
                SLIPWAY_PLATFORM: "linux/arm64",
            };
            expect(await build(values)).to.deep.equal({ code: 0, stdout: "sha256:0a1b\n", stderr: "" });
            expect(options()).to.include.members([
                "--tag slipway-test/api:1.4.2-abc",
                `--file ${folder.path}/Dockerfile`,
                "--target run",
                "--platform linux/arm64",
                "--build-arg TEXT=two words = $three\nlines",
                "--build-arg EMPTY=",
            ]);
            expect(options().at(-1)).to.equal(folder.path);
        });

        it("labels version, commit and time", async () => {
            git("init", "--quiet");
            git("add", ".");
            git("commit", "--quiet", "-m", "one");
            const commit = git("rev-parse", "HEAD");
            await build();
            const label = (name: string) =>
                options()
                    .find((option) => option.startsWith(`--label org.opencontainers.image.${name}=`))
                    ?.replace(/^.*=/, "");
            expect(label("version")).to.equal("1.4.2");
            expect(label("revision")).to.equal(commit);
            expect(Date.now() - Date.parse(label("created") ?? "")).to.be.within(-1000, 60_000);
        });

        it("says of a commit that more was built than it has, and of no commit that it is unknown", async () => {
            await build();
            expect(options()).to.include("--label org.opencontainers.image.revision=unknown");
            git("init", "--quiet");
            git("add", ".");
            git("commit", "--quiet", "-m", "one");
            folder.write("new", "");
            docker.remove();
            docker = new FakeDocker()
                .answer("buildx version")
                .answer("build *")
                .answer("image inspect *", made("linux/amd64"));
            await build();
            expect(options()).to.include(`--label org.opencontainers.image.revision=${git("rev-parse", "HEAD")}-dirty`);
        });

        it("says the end of a build that fails", async () => {
            const lines = Array.from({ length: 50 }, (_, index) => `step ${index}`);
            docker.answer("build *", { out: `${lines.join("\n")}\n`, err: `${"x".repeat(500)}\n`, code: 1 });
            const { code, stdout, stderr } = await build();
            expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
            const said = stderr.trimEnd().split("\n");
            expect(said[0]).to.equal("image slipway-test/api:1.4.2-abc could not be built; the end of the build:");
            expect(said).to.have.lengthOf(31);
            expect(said).to.include("    step 49");
            expect(Math.max(...said.map((line) => line.length))).to.be.at.most(404);
        });

        it("leaves what it has built before as it is, where the engine has it still", async () => {
            docker.answer("image inspect * --format {{.Id}}", { out: "sha256:0a1b\n" });
            const before = { PULUMI_COMMAND_STDOUT: "sha256:0a1b" };
            expect(await build(before)).to.deep.equal({ code: 0, stdout: "sha256:0a1b\n", stderr: "" });
            expect(docker.callsOf("build")).to.deep.equal([]);
            docker.answer("image inspect * --format {{.Id}}", { err: "No such image\n", code: 1 });
            expect((await build(before)).code).to.equal(0);
            expect(docker.callsOf("build")).to.have.lengthOf(1);
        });

        it("refuses what came out for another platform", async () => {
            const { code, stdout, stderr } = await build({ SLIPWAY_PLATFORM: "linux/amd64" });
            expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
            expect(stderr).to.equal(
                "image slipway-test/api:1.4.2-abc came out for linux/arm64 instead of linux/amd64: does its Dockerfile name another in FROM --platform?\n",
            );
        });

        for (const [what, end, said] of [
            [
                "the engine cannot run",
                "exec /bin/sh: exec format error",
                "this engine (linux/arm64) cannot run programs for linux/amd64",
            ],
            [
                "has no base",
                "no match for platform in manifest: not found",
                "its base image is not there for linux/amd64",
            ],
        ] as const) {
            it(`says of a platform that ${what} what to do`, async () => {
                docker.answer("build *", { err: `${end}\n`, code: 1 }).answer("version *", { out: "linux/arm64\n" });
                const { code, stderr } = await build({ SLIPWAY_PLATFORM: "linux/amd64" });
                expect(code).to.equal(1);
                expect(stderr.trimEnd().split("\n").at(-1)).to.contain(said);
            });
        }
    });
});
