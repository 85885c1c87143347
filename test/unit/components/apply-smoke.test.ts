import { expect } from "chai";
import type { Flow, SmokeRun } from "../../../components/smoke/plan";
import { FakeDocker } from "../support/fake-docker";
import { type Ended, type Running, startScript } from "../support/run-script";
import { TemporaryFolder } from "../support/temporary-folder";
import { TestApp } from "./smoke/app";

const step = { host: "localhost", headers: {}, expect: { json: {}, text: [], headers: {} }, capture: {}, timeout: 10 };
const flow: Flow = {
    name: "one",
    steps: [{ ...step, name: "ask", method: "GET", path: "/a" }],
    cleanup: [{ ...step, name: "tidy", method: "DELETE", path: "/a" }],
};
const update = "service inspect * --format *UpdateStatus*";
const tasks = "inspect --type task *ContainerSpec*";
const rollback = ["service rollback --detach slipway-test_api"];

/** One running task of a revision. */
const task = (revision: string) => `${["running", "running", "t1", "", revision].join("\x1f")}\n`;

describe("apply.sh with smoke flows", function () {
    this.timeout(30_000);
    const app = new TestApp();
    let docker: FakeDocker;
    let folder: TemporaryFolder;
    let running: Running | undefined;

    /** An engine on which a version that ran before is replaced at once, and comes back at once. */
    beforeEach(async () => {
        folder = new TemporaryFolder();
        folder.write("routes.yaml", "# routes 5f5f5f\nhttp: {}\n");
        docker = new FakeDocker()
            .answer("image inspect *")
            .answer("service inspect * --format {{.ID}}", { out: "id\n" })
            .answer("service inspect * --format *RestartPolicy*", { out: "any\n" })
            .answer("service inspect * --format *slipway.revision*", { out: "earlier\n" })
            .answer("service inspect * --format {{.Spec.Mode.*", { out: "1\n" })
            .answer("service inspect * --format *Healthcheck*", { out: "[CMD true]\n" })
            .answer(update)
            .answer("stack deploy *")
            .answer("service ps *", { out: "t1\n" })
            .answer("service ps *", { out: "", times: 1 })
            .answer(tasks, { out: task("@REVISION@") })
            .answer("service rollback *");
        app.got.length = 0;
        app.replies(() => ({}));
        await app.start();
    });

    afterEach(async () => {
        running?.process.kill("SIGKILL");
        await running?.ended;
        await app.stop();
        docker.remove();
        folder.remove();
    });

    function start(more: Readonly<Record<string, string>> = {}): Running {
        const run: SmokeRun = {
            ...{ address: "127.0.0.1", port: app.port, routes: [], flows: [flow] },
            ...{ variables: ["KEY"], secrets: ["KEY"], values: { KEY: "planted" } },
        };
        running = startScript(
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
                SLIPWAY_SMOKE: JSON.stringify(run),
                SLIPWAY_ROUTES: "5f5f5f",
                SLIPWAY_ROUTES_FILE: `${folder.path}/routes.yaml`,
                PULUMI_COMMAND_STDOUT: "document of before",
                ...more,
            },
            "services:\n  api:\n    image: acme/api:1\n",
        );
        return running;
    }

    async function apply(more?: Readonly<Record<string, string>>): Promise<Ended> {
        const { code, stdout, stderr } = await start(more).ended;
        return { code, stdout, stderr: stderr.replace(/\d+ ms/g, "N ms") };
    }

    /** As when the very same tasks ran before. */
    async function unchanged(): Promise<string> {
        const { stdout } = await apply();
        app.got.length = 0;
        docker.answer("service inspect * --format *slipway.revision*", { out: "@REVISION@\n" });
        return stdout.trim();
    }

    it("runs them when the new version is healthy, and keeps what was proven", async () => {
        const { code, stdout, stderr } = await apply();
        expect({ code, stderr }).to.deep.equal({
            code: 0,
            stderr: "smoke: one\nsmoke: ✓ ask (GET /a → 200, N ms)\nsmoke: ✓ tidy (DELETE /a → 200, N ms)\n",
        });
        expect(stdout).to.match(/^document [0-9a-f]{12} revision [0-9a-f]{12}\n$/);
        expect(app.requests).to.deep.equal(["GET /a", "DELETE /a"]);
        expect(docker.environment("SLIPWAY_SMOKE")).to.equal(undefined);
        expect(docker.callsOf("service", "rollback")).to.deep.equal([]);
    });

    for (const [what, more, said] of [
        ["a service that is new", { new: true }, ""],
        [
            "routes that change in the same update",
            { SLIPWAY_ROUTES: "6a6a6a" },
            "service api: its routes change too: the smoke flows run at the end of the update\n",
        ],
        [
            "routes that were never made",
            { SLIPWAY_ROUTES_FILE: "/nowhere" },
            "service api: its routes change too: the smoke flows run at the end of the update\n",
        ],
    ] as const) {
        it(`leaves them to the end of the update with ${what}`, async () => {
            if ("new" in more) docker.answer("service inspect * --format {{.ID}}", { err: "no such service", code: 1 });
            const { code, stdout, stderr } = await apply("new" in more ? {} : more);
            expect({ code, stderr }).to.deep.equal({ code: 0, stderr: said });
            expect(stdout).to.match(/^document /);
            expect(app.requests).to.deep.equal([]);
        });
    }

    it("does not run them when only the flows have changed", async () => {
        const proven = await unchanged();
        expect(await apply({ PULUMI_COMMAND_STDOUT: proven })).to.deep.include({ code: 0, stdout: `${proven}\n` });
        expect(app.requests).to.deep.equal([]);
    });

    it("does not run them when they are new and the service is not", async () => {
        await unchanged();
        expect(await apply({ PULUMI_COMMAND_STDOUT: "" })).to.deep.include({ code: 0 });
        expect(app.requests).to.deep.equal([]);
    });

    it("tries them once more when they are red, after the other services have changed", async () => {
        const changing = "service inspect --format *.Spec.Name* i1 i2";
        docker
            .answer("service ls *", { out: "i1\ni2\n" })
            .answer(changing, { out: "slipway-test_api updating\nslipway-test_db completed\n" })
            .answer(changing, { out: "slipway-test_api completed\nslipway-test_db updating\n", times: 2 });
        app.replies(() => ({ status: app.got.length < 3 ? 500 : 200 }));
        const { code, stderr } = await apply();
        expect({ code, lines: stderr.split("\n").slice(5, -1) }).to.deep.equal({
            code: 0,
            lines: [
                "smoke: red: one",
                "service api: the smoke flow was red: it is tried once more, because other services may have been changing",
                "smoke: one",
                "smoke: ✓ ask (GET /a → 200, N ms)",
                "smoke: ✓ tidy (DELETE /a → 200, N ms)",
            ],
        });
        expect(docker.calls.filter((call) => call.includes("i2"))).to.have.lengthOf(3);
        expect(docker.callsOf("service", "rollback")).to.deep.equal([]);
    });

    it("puts the version before back when they are red twice, and waits until it serves", async () => {
        app.replies(() => ({ status: 500, body: "out of order" }));
        docker
            .answer(update, { out: "rollback_completed\n" })
            .answer(update, { out: "rollback_started\n", times: 1 })
            .answer(update, { out: "completed\n", times: 1 })
            .answer(tasks, { out: task("earlier") })
            .answer(tasks, { out: task("@REVISION@"), times: 2 });
        const red = [
            "smoke: one",
            "smoke: ✗ ask (GET /a → 500, N ms)",
            "smoke:     expected status 2xx, found 500",
            "smoke:     the answer: out of order",
            "smoke: ✗ tidy (DELETE /a → 500, N ms)",
            "smoke:     expected status 2xx, found 500",
            "smoke:     the answer: out of order",
            "smoke: red: one",
        ];
        expect(await apply()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: [
                ...red,
                "service api: the smoke flow was red: it is tried once more, because other services may have been changing",
                ...red,
                "service api: the smoke flow was red: the version before comes back …",
                "service api: the smoke flow was red: the version before serves on",
                "",
            ].join("\n"),
        });
        expect(docker.callsOf("service", "rollback")).to.deep.equal(rollback);
        expect(docker.callsOf("inspect")).to.have.lengthOf(3);
    });

    it("says so when the version before does not come back", async () => {
        app.replies(() => ({ status: 500 }));
        docker.answer(update, { out: "rollback_paused\n" }).answer(update, { out: "completed\n", times: 1 });
        const { code, stderr } = await apply();
        expect(code).to.equal(1);
        expect(stderr).to.match(/does not get healthy again: 0 of 1 tasks run\n$/);
    });

    it("puts nothing back when the same version ran before", async () => {
        await unchanged();
        app.replies(() => ({ status: 500 }));
        const { code, stderr } = await apply();
        expect(code).to.equal(1);
        expect(stderr).to.match(
            /service api: the smoke flow was red; this version ran before already, so it stays: .*\n$/,
        );
        expect(docker.callsOf("service", "rollback")).to.deep.equal([]);
    });

    describe("after a deployer that was killed while they ran", () => {
        const first =
            "service api: this version runs already, but the smoke flows have not proven it: they run first\n";
        const left = { PULUMI_COMMAND_STDOUT: "document 0a0a0a revision 0b0b0b" };
        const order = () => docker.calls.map((words) => words.slice(0, 2).join(" "));

        beforeEach(() => {
            docker
                .answer("service inspect * --format *slipway.revision*", { out: "@REVISION@\n" })
                .answer("service inspect * --format *PreviousSpec*", { out: "earlier\n" });
        });

        it("runs them before the engine is given the version again, and once", async () => {
            const { code, stdout, stderr } = await apply(left);
            expect({ code, stderr }).to.deep.equal({
                code: 0,
                stderr: `${first}smoke: one\nsmoke: ✓ ask (GET /a → 200, N ms)\nsmoke: ✓ tidy (DELETE /a → 200, N ms)\n`,
            });
            expect(stdout).to.match(/^document [0-9a-f]{12} revision [0-9a-f]{12}\n$/);
            expect(docker.callsOf("stack", "deploy")).to.have.lengthOf(1);
        });

        it("puts the version before back when they are red", async () => {
            app.replies(() => ({ status: 500 }));
            docker.answer(update, { out: "completed\n" }).answer(tasks, { out: task("earlier") });
            const { code, stderr } = await apply(left);
            expect(code).to.equal(1);
            expect(stderr.startsWith(first), stderr).to.equal(true);
            expect(stderr).to.match(/service api: the smoke flow was red: the version before serves on\n$/);
            expect(docker.callsOf("service", "rollback")).to.deep.equal(rollback);
            expect(order()).not.to.include("stack deploy");
        });

        it("puts the version before back when it is interrupted", async () => {
            app.replies(({ method }) => {
                if (method === "GET") running?.process.kill("SIGTERM");
                return method === "GET" ? undefined : {};
            });
            expect((await apply(left)).stderr).to.match(/service api: interrupted: the version before serves on\n$/);
            expect(docker.callsOf("service", "rollback")).to.deep.equal(rollback);
        });

        for (const [what, more, previous] of [
            ["the engine knows no version before", {}, ""],
            ["the version before is the same", {}, "@REVISION@"],
            ["the routes are not there", { SLIPWAY_ROUTES: "6a6a6a" }, "earlier"],
            ["nothing tells which version was proven last", { PULUMI_COMMAND_STDOUT: "document 0a0a0a" }, "earlier"],
        ] as const) {
            it(`does not run them first where ${what}`, async () => {
                docker.answer("service inspect * --format *PreviousSpec*", { out: `${previous}\n` });
                const { code, stderr } = await apply({ ...left, ...more });
                expect(code).to.equal(0);
                expect(stderr).not.to.contain("they run first");
            });
        }

        it("does not run them first where this version was proven", async () => {
            const proven = (await apply(left)).stdout.trim();
            const { stderr } = await apply({ PULUMI_COMMAND_STDOUT: proven.replace(/document \S+/, "document other") });
            expect(stderr).to.match(/^smoke: one\n/);
        });
    });

    it("puts nothing back that is not the version before", async () => {
        app.replies(() => ({ status: 500 }));
        docker.answer("service inspect * --format *PreviousSpec*", { out: "another\n" });
        const { code, stderr } = await apply();
        expect(code).to.equal(1);
        expect(stderr).to.match(
            /service api: the smoke flow was red, and somebody has changed the service meanwhile: .*\n$/,
        );
        expect(docker.callsOf("service", "rollback")).to.deep.equal([]);
    });

    it("puts the version before back when it is interrupted, once, and cleans up", async () => {
        app.replies(({ method }) => {
            if (method === "GET") {
                // Of this test, whatever runs by then.
                const script = running?.process;
                script?.kill("SIGTERM");
                setTimeout(() => script?.kill("SIGINT"), 100);
            }
            return method === "GET" ? undefined : {};
        });
        const { code, stderr } = await apply();
        expect(code).to.equal(1);
        expect(stderr)
            .to.contain("smoke: ✓ tidy (DELETE /a → 200, N ms)\n")
            .and.match(/service api: interrupted: the version before serves on\n$/);
        expect(docker.callsOf("service", "rollback")).to.deep.equal(rollback);
    });

    it("puts it back once also when it is interrupted while that is under way", async () => {
        app.replies(() => ({ status: 500 }));
        docker.answer(update, { out: "rollback_started\n" }).answer(update, { out: "completed\n", times: 1 });
        const ending = apply();
        const isBack = () => docker.calls.slice(0, -1).some(([, word]) => word === "rollback");
        while (!isBack() && running?.process.exitCode === null) await new Promise((go) => setTimeout(go, 20));
        running?.process.kill("SIGTERM");
        expect((await ending).code).to.equal(1);
        expect(docker.callsOf("service", "rollback")).to.deep.equal(rollback);
    });
});
