import { expect } from "chai";
import { FakeDocker } from "../support/fake-docker";
import { type Ended, type Running, startScript } from "../support/run-script";

const document = `services:
  api:
    image: acme/api:1
    environment:
      NOTE: "  api:"
networks:
  api:
    external: true
`;

/** One task as the script asks for it: desired state, state, id, error, revision. */
function task(desired: string, state: string, id: string, error = "", revision = "@REVISION@"): string {
    return `${[desired, state, id, error, revision].join("\x1f")}\n`;
}

describe("apply.sh", () => {
    let docker: FakeDocker;
    const started: Running[] = [];

    /** An engine on which the service gets healthy at once; `existed`: an earlier version runs. */
    beforeEach(() => {
        docker = new FakeDocker()
            .answer("image inspect *")
            .answer("service inspect * --format {{.ID}}", { err: "Error: no such service: x\n", code: 1 })
            .answer("service inspect * --format *RestartPolicy*", { out: "any\n" })
            .answer("service inspect * --format *slipway.revision*", { out: "earlier\n" })
            .answer("service inspect * --format {{.Spec.Mode.*", { out: "1\n" })
            .answer("service inspect * --format *Healthcheck*", { out: "[CMD true]\n" })
            .answer("service inspect * --format *UpdateStatus*")
            .answer("stack deploy *")
            .answer("service ps *", { out: "t1\n" })
            .answer("inspect --type task *", { out: task("running", "running", "t1") })
            .answer("inspect --type task *ContainerStatus*", { out: "c1\n" })
            .answer("inspect c1 *", { out: "\n" })
            .answer("service logs *", { out: "first line\nlast line\n" })
            .answer("service rm *")
            .answer("service rollback *");
    });

    afterEach(async () => {
        for (const { process } of started) process.kill("SIGKILL");
        await Promise.all(started.splice(0).map(({ ended }) => ended));
        docker.remove();
    });

    function start(more: Readonly<Record<string, string>> = {}): Running {
        const running = startScript(
            "components/release/apply.sh",
            {
                SLIPWAY_CACHE: docker.cache,
                SLIPWAY_STACK: "slipway-test",
                SLIPWAY_SERVICE: "api",
                SLIPWAY_GENERATION: "",
                SLIPWAY_IMAGE: "acme/api:1",
                SLIPWAY_REPLICATION: "replicated",
                SLIPWAY_LAUNCHER: "",
                SLIPWAY_TIMEOUT: "20",
                ...more,
            },
            document,
        );
        started.push(running);
        return running;
    }

    const apply = (more?: Readonly<Record<string, string>>): Promise<Ended> => start(more).ended;

    /** As when an earlier version runs already. */
    function existing(): void {
        docker.answer("service inspect * --format {{.ID}}", { out: "id\n" });
        // Before the change, none of its tasks has ended.
        docker.answer("service ps *", { out: "", times: 1 });
    }

    const update = "service inspect * --format *UpdateStatus*";
    const failed = task("shutdown", "failed", "t2", "task: non-zero exit (3)");

    it("gives the engine the document, and is silent when the tasks are healthy", async () => {
        expect(await apply()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.document).to.equal(document);
        expect(docker.callsOf("stack")).to.deep.equal([
            "stack deploy --detach=true --resolve-image never --with-registry-auth --compose-file - slipway-test",
        ]);
        expect(docker.callsOf("service", "inspect")[0]).to.contain(" slipway-test_api ");
        expect([...docker.callsOf("pull"), ...docker.callsOf("service", "rm")]).to.deep.equal([]);
    });

    it("waits while the engine is at work, and while tasks of the version before serve", async () => {
        existing();
        docker
            .answer("inspect --type task *", {
                out: task("running", "running", "t1") + task("running", "running", "t0", "", "before"),
                times: 2,
            })
            .answer(update, { out: "updating\n", times: 1 });
        expect(await apply()).to.deep.include({ code: 0 });
        expect(docker.callsOf("inspect")).to.have.lengthOf(3);
    });

    it("watches a service without a health check a little longer", async () => {
        docker.answer("service inspect * --format *Healthcheck*");
        expect(await apply()).to.deep.include({ code: 0 });
        expect(docker.callsOf("inspect")).to.have.lengthOf.at.least(4);
    });

    it("leaves that to the cut-over where another generation has the requests", async () => {
        docker
            .answer("service inspect * --format *Healthcheck*")
            .answer("service ls *", { out: "slipway-test_api-3fa9c1\nslipway-test_api-77d2b0\n" });
        expect(await apply({ SLIPWAY_GENERATION: "3fa9c1" })).to.deep.include({ code: 0 });
        expect(docker.callsOf("inspect")).to.have.lengthOf(1);
        docker.answer("service ls *", { out: "slipway-test_api-3fa9c1\n" });
        expect(await apply({ SLIPWAY_GENERATION: "3fa9c1" })).to.deep.include({ code: 0 });
        expect(docker.callsOf("inspect")).to.have.lengthOf.at.least(5);
    });

    it("waits for an engine that restarts meanwhile", async () => {
        existing();
        docker.answer(update, { err: "Cannot connect to the Docker daemon\n", code: 1, times: 2 });
        expect(await apply()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
    });

    it("says so where the engine does not come back, or somebody has removed the service", async () => {
        existing();
        const [gone, id] = [
            { err: "Cannot connect to the Docker daemon\n", code: 1 },
            "service inspect * --format {{.ID}}",
        ];
        docker.answer(update, gone).answer(id, gone).answer(id, { out: "id\n", times: 1 });
        expect(await apply({ SLIPWAY_TIMEOUT: "1" })).to.deep.include({
            code: 1,
            stderr: "service api: the engine does not answer any more: Cannot connect to the Docker daemon\n",
        });
        const removed = { err: "Error: No such service: slipway-test_api\n", code: 1 };
        docker.answer(update, removed).answer(id, removed).answer(id, { out: "id\n", times: 1 });
        expect(await apply()).to.deep.include({
            code: 1,
            stderr: "service api: it was removed while it was waited for\n",
        });
    });

    it("looks again as soon as the engine has news of its containers", async () => {
        docker
            .answer("events *", { out: ".\n" })
            .answer("inspect --type task *", { out: task("running", "starting", "t1"), times: 1 });
        expect(await apply()).to.deep.include({ code: 0 });
        expect(docker.callsOf("inspect")).to.have.lengthOf(2);
        expect(docker.callsOf("events").join("\n")).to.match(
            /^events --format \. --filter label=com\.docker\.swarm\.service\.name=slipway-test_api --filter event=start .* --until \d+$/,
        );
    });

    it("gives the tasks another revision for another document or another secret, and none for another timeout", async () => {
        const revisions: (string | undefined)[] = [];
        const secret = { SLIPWAY_SECRET_KEY: "key-1" };
        for (const more of [{}, { SLIPWAY_TIMEOUT: "21" }, secret, { SLIPWAY_SECRET_KEY: "key-2" }]) {
            await apply(more);
            revisions.push(docker.environment("SLIPWAY_REVISION"));
        }
        const [first, second, ...others] = revisions;
        expect(first).to.match(/^[0-9a-f]{12}$/);
        expect(second).to.equal(first);
        expect(new Set([first, ...others]).size).to.equal(3);
    });

    it("puts the generation into the service's key, and nowhere else", async () => {
        expect(await apply({ SLIPWAY_GENERATION: "3fa9c1" })).to.deep.include({ code: 0 });
        expect(docker.document).to.equal(document.replace("  api:\n    image", "  api-3fa9c1:\n    image"));
        expect(docker.callsOf("service", "inspect")[0]).to.contain(" slipway-test_api-3fa9c1 ");
    });

    it("pulls an image that is not there, and says why it cannot be had", async () => {
        docker.answer("image inspect *", { code: 1 }).answer("pull *");
        expect(await apply()).to.deep.include({ code: 0 });
        expect(docker.callsOf("pull")).to.deep.equal(["pull --quiet acme/api:1"]);

        docker.answer("pull *", { err: "Error response\nmanifest unknown\n", code: 1 });
        expect(await apply()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: "service api: image acme/api:1 cannot be had: the registry does not have it, any more perhaps: what is built here, ./slipway up brings again (manifest unknown)\n",
        });
    });

    it("names the image by what a registry knows it by, everywhere", async () => {
        docker.answer("image inspect *", { code: 1 }).answer("pull *");
        expect(await apply({ SLIPWAY_DIGEST: "sha256:0a1b" })).to.deep.include({ code: 0 });
        expect(docker.document).to.equal(document.replace("image: acme/api:1", "image: acme/api:1@sha256:0a1b"));
        expect(docker.callsOf("image", "inspect")).to.deep.equal(["image inspect acme/api:1@sha256:0a1b"]);
        expect(docker.callsOf("pull")).to.deep.equal(["pull --quiet acme/api:1@sha256:0a1b"]);
    });

    it("quotes the words of the image's own program for sh", async () => {
        const words = ["/bin/my prog", "it's", "$HOME", "two\nlines", "", "*"];
        docker
            .answer("image inspect *Entrypoint*", { out: `${words.join("\0")}\0\n` })
            .answer("image inspect *Cmd*", { out: "\n" });
        expect(await apply({ SLIPWAY_LAUNCHER: "yes" })).to.deep.include({ code: 0 });
        const quoted = docker.environment("SLIPWAY_ENTRYPOINT") ?? "";
        expect(quoted).to.equal("'/bin/my prog' 'it'\\''s' '$HOME' 'two\nlines' '' '*' ");
        expect(docker.environment("SLIPWAY_COMMAND")).to.equal("");
    });

    it("refuses an image without sh that needs it, before the engine gets the document, and asks once", async () => {
        docker
            .answer("image inspect * --format {{.Id}}", { out: "sha256:0a1b\n" })
            .answer("create *", { out: "c1\n" })
            .answer("cp c1:/bin/sh -", { err: "Error: Could not find the file /bin/sh in container c1\n", code: 1 });
        const stderr =
            "service api: its image acme/api:1 has no sh, which puts secrets into environment variables: give it the secret as a file (secrets:)\n";
        for (const _ of [1, 2]) {
            expect(await apply({ SLIPWAY_LAUNCHER: "yes" })).to.deep.equal({ code: 1, stdout: "", stderr });
        }
        expect(docker.callsOf("stack")).to.deep.equal([]);
        const [create, ...more] = docker.callsOf("create").map((call) => call.replace(/=\d{10,} /, "=NOW "));
        expect([create, more]).to.deep.equal(["create --label slipway.probe=NOW sha256:0a1b sh", []]);
        expect(docker.callsOf("rm")).to.deep.equal(["rm --volumes c1"]);
    });

    it("removes what probes left that were killed, and nothing of one that may be at work", async () => {
        docker
            .answer("image inspect * --format {{.Id}}", { out: "sha256:0a1b\n" })
            .answer("ps --all *slipway.probe*", { out: "c7 1700000000\nc8 99999999999\nc9 \n" })
            .answer("rm *")
            .answer("create *", { out: "c1\n" })
            .answer("cp c1:/bin/sh -");
        expect(await apply({ SLIPWAY_LAUNCHER: "yes" })).to.deep.include({ code: 0 });
        expect(docker.callsOf("rm")).to.deep.equal(["rm --volumes c7 c9", "rm --volumes c1"]);
    });

    it("takes an image of which the engine does not tell whether it has sh", async () => {
        docker
            .answer("image inspect * --format {{.Id}}", { out: "sha256:0a1b\n" })
            .answer("create *", { out: "c1\n" })
            .answer("cp c1:/bin/sh -", { err: "Cannot connect to the Docker daemon\n", code: 1 });
        expect(await apply({ SLIPWAY_LAUNCHER: "yes" })).to.deep.include({ code: 0 });
    });

    it("says what the engine refuses", async () => {
        docker.answer("stack deploy *", { err: "warning\nfailed to create service: bad\n", code: 1 });
        expect(await apply()).to.deep.include({
            code: 1,
            stderr: "service api: the engine refused it: failed to create service: bad\n",
        });
        expect(docker.callsOf("service", "rm")).to.deep.equal([]);
    });

    it("fails with reason and log when the engine went back to the version before", async () => {
        existing();
        docker
            .answer(update, { out: "rollback_completed\n" })
            .answer(update, { out: "updating\n", times: 1 })
            .answer("inspect --type task *ContainerSpec*", {
                out: failed + task("running", "running", "t0", "", "before"),
            })
            .answer("inspect c1 *", { out: '"connection refused\\ntry later"\n' });
        expect(await apply()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: [
                "service api: the last lines of its log:",
                "    first line",
                "    last line",
                "service api: its last failed health check said:",
                "    connection refused",
                "    try later",
                "service api: the version before serves on",
                "service api: the new version did not get healthy: task: non-zero exit (3)",
                "",
            ].join("\n"),
        });
        expect([...docker.callsOf("service", "rm"), ...docker.callsOf("service", "rollback")]).to.deep.equal([]);
        expect(docker.callsOf("service", "logs")).to.deep.equal(["service logs --raw --tail 20 t2"]);
    });

    it("removes a new service that fails again and again", async () => {
        docker.answer("inspect --type task *ContainerSpec*", { out: failed.repeat(3) });
        const { code, stderr } = await apply();
        expect(code).to.equal(1);
        expect(stderr).to.match(/service api: it does not stay up: task: non-zero exit \(3\)\n$/);
        expect(stderr).not.to.contain("serves on");
        expect(docker.callsOf("service", "rm")).to.deep.equal(["service rm slipway-test_api"]);
    });

    it("leaves the reason behind for the next preview", async () => {
        docker.answer("inspect --type task *ContainerSpec*", { out: failed.repeat(3) });
        await apply({ SLIPWAY_FAILURES: docker.folder.path });
        expect(docker.folder.read("slipway-test/api")).to.equal("it does not stay up: task: non-zero exit (3)\n");
    });

    it("lets a new service try twice until its database is there", async () => {
        docker.answer("inspect --type task *ContainerSpec*", {
            out: failed.repeat(2) + task("running", "running", "t3"),
        });
        expect(await apply()).to.deep.include({ code: 0 });
    });

    for (const [what, pattern, answer] of [
        ["the log cannot be read", "service logs *", { err: "driver does not support reading\n", code: 1 }],
        ["the health check says nothing", "inspect c1 *", { out: '""\n' }],
        ["the task is gone", "inspect --type task *ContainerStatus*", { err: "no such task\n", code: 1 }],
    ] as const) {
        it(`cleans up and says why also where ${what}`, async () => {
            docker.answer("inspect --type task *ContainerSpec*", { out: failed.repeat(3) }).answer(pattern, answer);
            const { code, stderr } = await apply();
            expect({ code, end: stderr.split("\n").at(-2) }).to.deep.equal({
                code: 1,
                end: "service api: it does not stay up: task: non-zero exit (3)",
            });
            expect(docker.callsOf("service", "rm")).to.have.lengthOf(1);
        });
    }

    describe("when the time is up", () => {
        beforeEach(() => {
            docker.answer("inspect --type task *ContainerSpec*", { out: task("running", "starting", "t1") });
        });

        it("removes what it made", async () => {
            const { code, stderr } = await apply({ SLIPWAY_TIMEOUT: "1" });
            expect({ code, stderr }).to.deep.equal({
                code: 1,
                stderr: "service api: it did not get healthy within 1s: 0 of 1 tasks run\n",
            });
            expect(docker.callsOf("service", "rm")).to.have.lengthOf(1);
        });

        it("goes back to the version before", async () => {
            existing();
            docker.answer(update, { out: "updating\n" });
            const { stderr } = await apply({ SLIPWAY_TIMEOUT: "1" });
            expect(stderr).to.match(
                /^service api: the version before is started again\nservice api: it did not get healthy/,
            );
            expect(docker.callsOf("service", "rollback")).to.deep.equal(["service rollback --detach slipway-test_api"]);
            expect(docker.callsOf("service", "rm")).to.deep.equal([]);
        });
    });

    describe("with a job", () => {
        const job = { SLIPWAY_REPLICATION: "replicated-job" };
        beforeEach(() => {
            docker
                .answer("service inspect * --format *RestartPolicy*", { out: "none\n" })
                .answer("ps *")
                .answer("inspect --type task *NetworksAttachments*", { code: 1 });
        });

        it("waits until it has completed", async () => {
            docker
                .answer("inspect --type task *ContainerSpec*", { out: task("complete", "complete", "t1") })
                .answer("inspect --type task *ContainerSpec*", { out: task("complete", "running", "t1"), times: 1 });
            expect(await apply(job)).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("inspect")).to.have.lengthOf(2);
        });

        it("runs it afresh where it ran before", async () => {
            existing();
            docker.answer("ps --quiet *");
            docker.answer("inspect --type task *ContainerSpec*", { out: task("complete", "complete", "t1") });
            expect(await apply(job)).to.deep.include({ code: 0 });
            const order = docker.calls.map(([first, second]) => `${first} ${second}`);
            expect(order.indexOf("service rm")).to.be.within(0, order.indexOf("stack deploy"));
        });

        it("takes the first failure for the end, and removes it, with the containers that the engine lets run on", async () => {
            docker.answer("ps --quiet *", { out: "c1\n" }).answer("stop c1");
            docker.answer("inspect --type task *ContainerSpec*", { out: failed });
            const { code, stderr } = await apply(job);
            expect(code).to.equal(1);
            expect(stderr).to.match(/ {4}last line\nservice api: it does not stay up: task: non-zero exit \(3\)\n$/);
            expect(docker.callsOf("service", "rm")).to.have.lengthOf(1);
            expect(docker.callsOf("stop")).to.deep.equal(["stop c1"]);
        });

        it("waits for the container of a task that the engine is about to start", async () => {
            docker
                .answer("ps --quiet *", { out: "c1\n" })
                .answer("ps --quiet *", { times: 1 })
                .answer("ps --all *", { out: "c1\n" })
                .answer("stop c1")
                .answer("rm --force c1")
                // Of one that is on no network, the engine tells nothing but the state.
                .answer("inspect --type task *NetworksAttachments*", { out: "complete\n" })
                .answer("inspect --type task *NetworksAttachments*", { out: "preparing\n", times: 1 })
                .answer("inspect --type task *ContainerSpec*", { out: failed });
            expect((await apply(job)).code).to.equal(1);
            expect(docker.callsOf("stop")).to.deep.equal(["stop c1"]);
            expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1", "rm --force c1"]);
        });
    });

    describe("with a service that may end", () => {
        it("is content when it has ended well, and takes its first failure for the end", async () => {
            docker
                .answer("service inspect * --format *RestartPolicy*", { out: "none\n" })
                .answer("service inspect * --format *Healthcheck*", { out: "" })
                .answer("inspect --type task *ContainerSpec*", { out: task("shutdown", "complete", "t1") });
            expect(await apply()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            docker.answer("inspect --type task *ContainerSpec*", { out: failed });
            expect((await apply()).stderr).to.contain("it does not stay up: task: non-zero exit (3)");
        });
    });

    describe("after a deploy that was cut off", () => {
        it("awaits the end of the revision that runs already before it gives it to the engine again", async () => {
            existing();
            const first = await apply();
            expect(first).to.deep.include({ code: 0 });
            docker.answer("service inspect * --format *slipway.revision*", { out: "@REVISION@\n" });
            docker.answer(update, { out: "rollback_completed\n" });
            docker.answer(update, { out: "updating\n", times: 1 });
            const deploys = docker.callsOf("stack", "deploy").length;
            expect((await apply()).stderr).to.contain("the new version did not get healthy");
            expect(docker.callsOf("stack", "deploy")).to.have.lengthOf(deploys);
        });

        it("counts no failure from before the change", async () => {
            docker.answer("service inspect * --format {{.ID}}", { out: "id\n" });
            docker.answer("service ps *", { out: "t0\n" });
            const old = [1, 2, 3].map((n) => task("shutdown", "failed", `t${n}`, "exit (137)")).join("");
            docker.answer("inspect --type task *ContainerSpec*", { out: old + task("running", "running", "t9") });
            expect(await apply()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        });
    });

    describe("on every node", () => {
        it("wants as many tasks as there are nodes that take some", async () => {
            docker
                .answer("node ls *", { out: "Ready Active\nReady Drain\nDown Active\nReady Active\n" })
                .answer("inspect --type task *ContainerSpec*", {
                    out: task("running", "running", "t1") + task("running", "running", "t2"),
                })
                .answer("inspect --type task *ContainerSpec*", { out: task("running", "running", "t1"), times: 1 });
            expect(await apply({ SLIPWAY_REPLICATION: "global" })).to.deep.include({ code: 0 });
            expect(docker.callsOf("inspect")).to.have.lengthOf(2);
        });
    });

    describe("interrupted", () => {
        beforeEach(() => {
            docker.answer("inspect --type task *ContainerSpec*", { out: task("running", "starting", "t1") });
        });

        async function interrupt(): Promise<Ended> {
            const running = start();
            while (docker.callsOf("inspect").length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
            running.process.kill("SIGTERM");
            return await running.ended;
        }

        it("removes what it made", async () => {
            const { code, stderr } = await interrupt();
            expect({ code, stderr }).to.deep.equal({
                code: 1,
                stderr: "service api: interrupted: it was not there before, and is gone again\n",
            });
            expect(docker.callsOf("service", "rm")).to.have.lengthOf(1);
        });

        it("takes a service that was there back to the version before", async () => {
            existing();
            expect(await interrupt()).to.deep.include({ code: 1 });
            expect(docker.callsOf("service", "rm")).to.deep.equal([]);
            expect(docker.callsOf("service", "rollback")).to.have.lengthOf(1);
        });

        it("leaves one that the engine was not given yet: what it would go back to is an earlier release", async () => {
            existing();
            docker.answer("service inspect * --format *PreviousSpec*", { out: "long ago\n" });
            expect(await interrupt()).to.deep.include({ code: 1 });
            expect(docker.callsOf("service", "rollback")).to.deep.equal([]);
        });
    });
});
