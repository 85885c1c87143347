import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FakeDocker } from "../support/fake-docker";
import { type Ended, type Running, startScript } from "../support/run-script";

const document = "services:\n  slipway-migration:\n    image: acme/api:1\n";
const lock = "exec *slipway lock*";
const head = "exec *VERBOSITY=verbose*";
const job = "slipway-test_slipway-migration";

/** What a job prints that tells the image's revisions. */
function answer(...lines: readonly string[]): string {
    return [...lines, "slipway-ended 0", ""].join("\n");
}

describe("migrate.sh", () => {
    let docker: FakeDocker;
    let dumps: string;
    const started: Running[] = [];

    /** A database at 0001, an image at 0002, and a worker with two replicas. */
    beforeEach(() => {
        docker = new FakeDocker()
            .answer("ps *")
            .answer("ps --quiet *_db *", { out: "d1\n" })
            .answer("exec *")
            .answer(lock, { out: "t\n" })
            .answer(head, { out: "0002\n" })
            .answer(head, { out: "0001\n", times: 1 })
            .answer("exec *pg_dump*", { out: "PGDMP" })
            .answer("service inspect slipway-test_slipway-migration *", { err: "no such service: x\n", code: 1 })
            .answer("service ls *")
            .answer("service ls *slipway.service=worker*", { out: "w1\n" })
            .answer("service inspect w1 *.Spec.Name*", { out: "slipway-test_worker\n" })
            .answer("service inspect w1 *Replicas*", { out: "2\n" })
            .answer("service inspect w1 *slipway.service*", { out: "worker\n" })
            .answer("service update *")
            .answer("service rm *")
            .answer("service ps *", { out: "t1\n" })
            .answer("inspect --type task *", { out: "running 10.0.3.5/24 10.0.4.7/24\n" })
            .answer("rm *")
            .answer("stack deploy *")
            .answer("service logs *", { out: "moved\n\nslipway-ended 0\n" })
            .answer("service logs *", { out: answer("slipway-head 0002"), times: 1 });
        // A task is gone once its service is.
        docker.answer("inspect --type task *", { code: 1 });
        dumps = join(docker.folder.path, "dumps", "slipway-test");
    });

    afterEach(async () => {
        for (const { process } of started) process.kill("SIGKILL");
        await Promise.all(started.splice(0).map(({ ended }) => ended));
        docker.remove();
    });

    function start(more: Readonly<Record<string, string>> = {}): Running {
        const running = startScript(
            "components/migration/migrate.sh",
            {
                SLIPWAY_CACHE: docker.cache,
                SLIPWAY_STACK: "slipway-test",
                SLIPWAY_SERVICE: "slipway-migration",
                SLIPWAY_GENERATION: "",
                SLIPWAY_IMAGE: "acme/api:1",
                SLIPWAY_POSTGRES: "slipway-test_db",
                SLIPWAY_DATABASE: "app",
                SLIPWAY_UP: "tool up",
                SLIPWAY_HEAD: "SELECT version",
                SLIPWAY_HEADS: "tool heads",
                SLIPWAY_KNOWN: "tool has {revision}",
                SLIPWAY_TIMEOUT: "20",
                SLIPWAY_QUIESCE: "",
                SLIPWAY_DUMPS: dumps,
                SLIPWAY_FAILURES: join(docker.folder.path, "failed"),
                ...more,
            },
            document,
        );
        started.push(running);
        return running;
    }

    const migrate = (more?: Readonly<Record<string, string>>): Promise<Ended> => start(more).ended;
    const said = async (more?: Readonly<Record<string, string>>) => {
        const { code, stderr } = await migrate(more);
        return { code, lines: stderr.split("\n").slice(0, -1) };
    };
    /** What the next preview tells, if anything. */
    const noted = () => {
        const file = join(docker.folder.path, "failed", "slipway-test", "migration");
        return existsSync(file) ? readFileSync(file, "utf8") : undefined;
    };
    const updates = () =>
        docker.callsOf("service", "update").map((call) => call.replace("service update --detach --quiet ", ""));

    it("does nothing where the database is at the image's revision", async () => {
        docker.answer(head, { out: "0002\n" });
        expect(await migrate({ SLIPWAY_QUIESCE: "worker" })).to.deep.equal({
            code: 0,
            stdout: "",
            stderr: "migration: the database is at 0002: up to date\n",
        });
        expect(noted()).to.equal(undefined);
        expect(docker.document).to.equal(document);
        expect(docker.callsOf("stack")).to.have.lengthOf(1);
        expect(docker.callsOf("service", "rm")).to.deep.equal([`service rm ${job}`]);
        expect(updates()).to.deep.equal([]);
    });

    it("dumps, runs the command, and shows what it prints", async () => {
        const { code, lines } = await said();
        const [dump = ""] = readdirSync(dumps);
        expect({ code, lines }).to.deep.equal({
            code: 0,
            lines: [
                "migration: the database is at 0001, the image at 0002",
                `migration: dumped to ${dumps}/${dump}`,
                "    moved",
                "migration: the database is at 0002 now",
            ],
        });
        expect(dump).to.match(/^\d{8}T\d{6}Z-0001\.dump$/);
        expect(docker.folder.read(`dumps/slipway-test/${dump}`)).to.equal("PGDMP");
        expect([dumps, join(dumps, dump)].map((path) => statSync(path).mode & 0o777)).to.deep.equal([0o700, 0o600]);
        expect(docker.environment("SLIPWAY_STEP")).to.contain("sh -c 'tool up'");
        expect(docker.callsOf("service", "rm")).to.have.lengthOf(2);
    });

    describe("keeps of the dumps", () => {
        for (const [what, there, kept] of [
            ["those of five migrations", "1-a 2-b 3-c 4-d 5-e 6-f", "3-c 4-d 5-e 6-f 0001"],
            ["the first and the newest of many attempts", "1-0001 2-0001 3-0001 4-0001 5-0001 6-0001", "1-0001 0001"],
            [
                "the same of earlier migrations, and all others",
                "1-a 2-b 3-b 4-b 5-b 6-a 7-a",
                "1-a 2-b 5-b 6-a 7-a 0001",
            ],
            ["both of two attempts", "1-0001", "1-0001 0001"],
        ] as const) {
            it(what, async () => {
                for (const name of there.split(" ")) {
                    docker.folder.write(`dumps/slipway-test/200${name.replace("-", "0101T000000Z-")}.dump`, "old");
                }
                docker.folder.write("dumps/slipway-test/.dump.abc", "half");
                expect(await migrate()).to.deep.include({ code: 0 });
                const names = readdirSync(dumps).map((name) =>
                    name
                        .replace(/^200(\d)0101T000000Z/, "$1")
                        .replace(/^\d{8}T\d{6}Z-/, "")
                        .replace(/\.dump$/, ""),
                );
                expect(names.join(" ")).to.equal(kept);
            });
        }
    });

    it("dumps nothing where there is nothing", async () => {
        docker
            .answer(head, { out: "0002\n" })
            .answer(head, { err: 'ERROR:  42P01: relation "v" does not exist\nLOCATION:  x.c\n', code: 3, times: 1 })
            .answer("exec *--dbname app", { out: "0\n" });
        const { code, lines } = await said();
        expect({ code, first: lines[0] }).to.deep.equal({
            code: 0,
            first: "migration: the database is at no revision, the image at 0002",
        });
        expect(docker.callsOf("exec").filter((call) => call.includes("pg_dump"))).to.deep.equal([]);
    });

    it("leaves a database alone that the image does not know, and shows what the image said", async () => {
        docker
            .answer(head, { out: "0004\n" })
            .answer("service logs *", { out: answer("0002 is here") })
            .answer("service logs *", {
                out: answer("slipway-head 0002", "no such revision", "slipway-unknown 0004"),
                times: 1,
            });
        expect(await migrate()).to.deep.equal({
            code: 0,
            stdout: "",
            stderr:
                "    no such revision\n" +
                "migration: the database is at 0004, which this image does not know: it is ahead, nothing is migrated\n",
        });
        expect(docker.callsOf("stack")).to.have.lengthOf(2);
        expect(docker.environment("SLIPWAY_STEP")).to.contain("sh -c 'tool has 0002'").and.not.contain("tool heads");
    });

    it("takes several revisions in any order for the same", async () => {
        docker
            .answer(head, { out: "b2\na1\n" })
            .answer("service logs *", { out: answer("slipway-head a1", "slipway-head b2") });
        expect((await said()).lines).to.deep.equal(["migration: the database is at a1 and b2: up to date"]);
    });

    describe("refuses", () => {
        const cases: readonly (readonly [string, () => void, readonly string[]])[] = [
            [
                "a second deployer",
                () =>
                    docker
                        .answer("exec *--dbname app", { out: "session 7 (x), there since 9" })
                        .answer(lock, { out: "f\n" }),
                [
                    "another one is under way: session 7 (x), there since 9 holds the lock; wait for its end, and deploy again",
                ],
            ],
            ["a silent database", () => docker.answer(lock, { code: 2 }), ["the database cannot be asked"]],
            [
                "a revision that cannot be read",
                () => docker.answer(head, { err: "ERROR:  42703: no column x\nLOCATION:  y.c\n", code: 3 }),
                ["the database's revision cannot be read: ERROR:  42703: no column x"],
            ],
            [
                "an image whose revisions cannot be had",
                () => docker.answer("service logs *", { out: "tool: not found\nslipway-ended 127\n" }),
                [
                    "    tool: not found",
                    "`tool heads` and `tool has {revision}` in image acme/api:1: failed with exit status 127",
                ],
            ],
            [
                "an image without revisions, for a database with some",
                () => docker.answer("service logs *", { out: answer() }),
                ["`tool heads` in image acme/api:1 printed no revision"],
            ],
            [
                "a command that does not know the image's own revision either",
                () =>
                    docker
                        .answer("service logs *", { out: answer("tool: no such option", "slipway-unknown 0002") })
                        .answer("service logs *", {
                            out: answer("slipway-head 0002", "slipway-unknown 0001"),
                            times: 1,
                        }),
                [
                    "    tool: no such option",
                    "`tool has {revision}` in image acme/api:1 is wrong: it does not know 0002, the image's own newest revision",
                ],
            ],
            [
                "a command that has gone when it is asked about the image's own revision",
                () =>
                    docker.answer("service logs *", { out: "slipway-ended 127\n" }).answer("service logs *", {
                        out: answer("slipway-head 0002", "slipway-unknown 0001"),
                        times: 1,
                    }),
                ["`tool has {revision}` in image acme/api:1: failed with exit status 127"],
            ],
            [
                "a revision that cannot be read, in one line and what Postgres quotes",
                () =>
                    docker.answer(head, {
                        err: "ERROR:  42703: no column x\nLINE 3: SELECT x\n               ^\nLOCATION:  y.c\n",
                        code: 3,
                    }),
                [
                    "the database's revision cannot be read: ERROR:  42703: no column x",
                    "    LINE 3: SELECT x",
                    "                   ^",
                ],
            ],
            [
                "a dump that fails",
                () => docker.answer("exec *pg_dump*", { err: "disk full\n", code: 1 }),
                [
                    "the database is at 0001, the image at 0002",
                    "disk full",
                    "the database could not be dumped, so it is not migrated",
                ],
            ],
            [
                "what the engine refuses",
                () => docker.answer("stack deploy *", { err: "bad\nno such network\n", code: 1 }),
                ["the engine refused the job: no such network"],
            ],
        ];
        for (const [what, given, lines] of cases) {
            it(what, async () => {
                given();
                const end = await said();
                expect({ ...end, lines: end.lines.map((line) => line.replace("migration: ", "")) }).to.deep.equal({
                    code: 1,
                    lines,
                });
                const reason = lines.filter((line) => !line.startsWith("    ")).at(-1);
                expect(noted()).to.equal(`${reason}\n`);
            });
        }
    });

    it("waits no longer than a second deployer has to, and touches nothing of the first", async () => {
        docker.answer(lock, { out: "f\n" });
        await migrate({ SLIPWAY_QUIESCE: "worker" });
        expect([...docker.callsOf("service", "rm"), ...docker.callsOf("service", "ls"), ...updates()]).to.deep.equal(
            [],
        );
    });

    it("tells of a failure: status, revisions, dump, and how to restore it", async () => {
        docker
            .answer("service logs *", { out: "no at postgres://u:hunter2@db/app, mail a@b.c\nslipway-ended 3\n" })
            .answer("service logs *", { out: answer("slipway-head 0002"), times: 1 })
            .answer(head, { out: "0001\n" });
        const { code, lines } = await said();
        const dump = `${dumps}/${readdirSync(dumps)[0]}`;
        expect({ code, lines: lines.slice(2) }).to.deep.equal({
            code: 1,
            lines: [
                "    no at postgres://u:***@db/app, mail a@b.c",
                "migration: the database was at 0001, and is at 0001",
                `migration: its dump from before: ${dump}; to restore it: docker exec --interactive $(docker ps --quiet --filter label=com.docker.swarm.service.name=slipway-test_db) sh -c 'export PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); dropdb --username postgres --force --if-exists app && pg_restore --username postgres --dbname postgres --create' <'${dump}'`,
                "migration: no service that comes after the migration is changed",
                "migration: `tool up` failed with exit status 3",
            ],
        });
        expect(noted()).to.equal("`tool up` failed with exit status 3\n");
    });

    it("names the dump from before the first attempt too", async () => {
        docker
            .answer("service logs *", { out: "slipway-ended 3\n" })
            .answer("service logs *", { out: answer("slipway-head 0002"), times: 1 })
            .answer(head, { out: "0001\n" });
        const first = docker.folder.write("dumps/slipway-test/20010101T000000Z-0001.dump", "intact");
        docker.folder.write("dumps/slipway-test/20020101T000000Z-0001.dump", "half");
        expect((await said()).lines).to.include(
            `migration: an earlier migration began at 0001 too; the dump from before that one: ${first}`,
        );
    });

    it("fails where the revision cannot be read afterwards, and says what there is to know", async () => {
        docker
            .answer(head, { err: "ERROR:  57P03: going down\nLOCATION:  y.c\n", code: 3 })
            .answer(head, { out: "0001\n", times: 1 });
        const { code, lines } = await said();
        expect({ code, lines: lines.filter((line) => !/dump|moved/.test(line)) }).to.deep.equal({
            code: 1,
            lines: [
                "migration: the database is at 0001, the image at 0002",
                "migration: the database's revision cannot be read: ERROR:  57P03: going down",
                "migration: the database was at 0001, and is at an unknown revision",
                "migration: no service that comes after the migration is changed",
                "migration: `tool up` ended well, but the database's revision cannot be read",
            ],
        });
        expect(noted()).to.equal("`tool up` ended well, but the database's revision cannot be read\n");
    });

    it("does not believe a command that ends well and moves nothing", async () => {
        docker.answer(head, { out: "0001\n" });
        const { code, lines } = await said();
        expect({ code, last: lines.at(-1) }).to.deep.equal({
            code: 1,
            last: "migration: `tool up` ended well, but did not bring the database to 0002",
        });
    });

    it("ends the job at the time limit, with its sessions, and says whose lock it waits for", async () => {
        docker
            .answer(head, { out: "0002\n" })
            .answer("service logs *", { out: "asking\n" })
            .answer("inspect --type task *NetworksAttachments*", { out: "running 10.0.3.5/24 10.0.4.7/24\n", times: 2 })
            .answer("exec *--dbname app", { out: "session 9 (psql)\n" });
        const { code, lines } = await said({ SLIPWAY_TIMEOUT: "1" });
        expect({ code, last: lines.at(-1) }).to.deep.equal({
            code: 1,
            last: "migration: `tool heads` and `tool has {revision}` in image acme/api:1: did not end within 1s: it waits for a lock that session 9 (psql) holds",
        });
        expect(docker.callsOf("service", "rm")).to.deep.equal([`service rm ${job}`]);
        const order = docker.calls.map((call) => call.join(" "));
        const removed = order.findIndex((call) => call.startsWith("service rm"));
        expect(order.slice(removed).filter((call) => call.startsWith("exec "))).to.have.lengthOf(1);
    });

    it("says so where the job cannot start", async () => {
        docker
            .answer("service logs *", { out: "" })
            .answer("inspect --type task *Err*", { out: "rejected No such image: acme/api:1\n" });
        expect((await said()).lines.at(-1)).to.match(/: did not run to its end: rejected No such image: acme\/api:1$/);
    });

    it("ends the job of a deployer that died, with its sessions, before it asks anything", async () => {
        docker
            .answer("service inspect slipway-test_slipway-migration *", { out: "id\n" })
            .answer("ps --all *", { out: "c1\n", times: 1 })
            .answer(head, { out: "0002\n" });
        expect((await said()).lines).to.deep.equal([
            "migration: a deployer died while it migrated: its job is ended first",
            "migration: the database is at 0002: up to date",
        ]);
        expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1"]);
        const order = docker.calls.map((call) => call.join(" "));
        const removed = order.indexOf(`service rm ${job}`);
        expect(removed).to.be.within(
            0,
            order.findIndex((call) => call.startsWith("stack deploy")),
        );
    });

    describe("with services that rest meanwhile", () => {
        const worker = { SLIPWAY_QUIESCE: "worker" };
        const rests = "--replicas 0 --label-add slipway.quiesced=2 w1";
        const works = "--replicas 2 --label-rm slipway.quiesced w1";
        beforeEach(() => {
            docker.answer("service ls *label=slipway.quiesced", { out: "w1\n" });
        });

        it("stops them until they are gone, and brings them back", async () => {
            docker.answer("ps --quiet *_worker", { out: "c9\n", times: 2 });
            const { code, lines } = await said(worker);
            expect({ code, first: lines[1], last: lines.at(-1) }).to.deep.equal({
                code: 0,
                first: "migration: worker stops until the database is migrated",
                last: "migration: worker runs again",
            });
            expect(updates()).to.deep.equal([rests, works]);
            expect(docker.calls.filter((call) => call.at(-1)?.endsWith("_worker"))).to.have.lengthOf(3);
        });

        it("brings them back after a failure", async () => {
            docker.answer("exec *pg_dump*", { code: 1 });
            expect(await migrate(worker)).to.deep.include({ code: 1 });
            expect(updates()).to.deep.equal([rests, works]);
        });

        it("brings back what a dead deployer stopped, though there is nothing to migrate", async () => {
            docker.answer(head, { out: "0002\n" });
            expect(await migrate(worker)).to.deep.include({ code: 0 });
            expect(updates()).to.deep.equal([works]);
        });

        it("does not wait for ever", async () => {
            docker.answer("ps --quiet *_worker", { out: "c9\n" });
            const { code, lines } = await said({ ...worker, SLIPWAY_TIMEOUT: "1" });
            expect({ code, lines: lines.slice(-2) }).to.deep.equal({
                code: 1,
                lines: ["migration: worker runs again", "migration: worker has not stopped after 1s"],
            });
            expect(noted()).to.equal("worker has not stopped after 1s\n");
        });

        it("tries again to bring one back that somebody else changes", async () => {
            docker.answer(`service update *${works}`, { err: "Error: update out of sequence\n", code: 1, times: 2 });
            const { code, lines } = await said(worker);
            expect({ code, last: lines.at(-1) }).to.deep.equal({ code: 0, last: "migration: worker runs again" });
            expect(updates()).to.deep.equal([rests, works, works, works]);
        });

        it("fails where one does not come back, however well the migration went", async () => {
            docker.answer(`service update *${works}`, { err: "warning\nError: update out of sequence\n", code: 1 });
            const { code, lines } = await said(worker);
            expect({ code, lines: lines.slice(-2) }).to.deep.equal({
                code: 1,
                lines: [
                    "migration: the database is at 0002 now",
                    `migration: worker could not be started again (Error: update out of sequence) and does not run: deploy again, or docker service update ${works}`,
                ],
            });
            expect(noted()).to.match(/^worker could not be started again .* and does not run: deploy again, or .*\n$/);
        });

        it("notes why it failed, and not what came of it, where one does not come back either", async () => {
            docker
                .answer("exec *pg_dump*", { code: 1 })
                .answer(`service update *${works}`, { err: "Error: update out of sequence\n", code: 1 });
            expect(await migrate(worker)).to.deep.include({ code: 1 });
            expect(noted()).to.equal("the database could not be dumped, so it is not migrated\n");
        });

        it("fails where nobody says which ones rest", async () => {
            docker.answer("service ls *label=slipway.quiesced", { err: "no engine\n", code: 1 });
            const { code, lines } = await said(worker);
            expect({ code, lines: lines.slice(-2) }).to.deep.equal({
                code: 1,
                lines: [
                    "no engine",
                    "migration: the engine does not tell which services rest, so none is started again: deploy again",
                ],
            });
            expect(noted()).to.match(/^the engine does not tell which services rest, so none is started again/);
        });

        it("migrates nothing where one cannot be stopped", async () => {
            docker.answer(`service update *${rests}`, { err: "Error: update out of sequence\n", code: 1 });
            const { code, lines } = await said(worker);
            expect({ code, last: lines.at(-1) }).to.deep.equal({
                code: 1,
                last: "migration: worker could not be stopped: Error: update out of sequence",
            });
            expect(docker.callsOf("stack")).to.have.lengthOf(1);
        });

        it("has nothing to stop at the first deploy", async () => {
            docker.answer("service ls *slipway.service=worker*").answer("service ls *label=slipway.quiesced");
            expect(await migrate(worker)).to.deep.include({ code: 0 });
            expect(updates()).to.deep.equal([]);
        });

        for (const signal of ["SIGINT", "SIGTERM"] as const) {
            it(`brings them back on ${signal}, and removes the job with its sessions`, async () => {
                docker
                    .answer("service logs *", { out: "working\n" })
                    .answer("service logs *", { out: answer("slipway-head 0002"), times: 1 });
                const running = start(worker);
                while (docker.callsOf("service", "logs").length < 2) await new Promise((go) => setTimeout(go, 20));
                running.process.kill(signal);
                const { code, stderr } = await running.ended;
                expect({ code, lines: stderr.split("\n").slice(-3, -1) }).to.deep.equal({
                    code: signal === "SIGINT" ? 130 : 143,
                    lines: ["migration: interrupted", "migration: worker runs again"],
                });
                expect(noted()).to.equal("interrupted\n");
                expect(updates()).to.deep.equal([rests, works]);
                expect(docker.callsOf("service", "rm")).to.have.lengthOf(2);
            });
        }
    });

    describe("with remove.sh", () => {
        const names = { SLIPWAY_STACK: "slipway-test", SLIPWAY_SERVICE: "slipway-migration", SLIPWAY_GENERATION: "" };
        const remove = async () => {
            const running = startScript("components/migration/remove.sh", { SLIPWAY_CACHE: docker.cache, ...names });
            started.push(running);
            return await running.ended;
        };

        it("has nothing to do where no job is left", async () => {
            expect(await remove()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("rm")).to.deep.equal([]);
        });

        it("removes a container that has outlived its job", async () => {
            docker
                .answer("service ps *", { err: "no such service: x\n", code: 1 })
                .answer("ps --all *", { out: "c1\n" });
            expect(await remove()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1"]);
        });

        it("removes the containers until no task is left that could have one", async () => {
            docker
                .answer("service inspect slipway-test_slipway-migration *", { out: "id\n" })
                .answer("inspect --type task *", { out: "preparing\n", times: 2 })
                .answer("ps --all *", { out: "c1\n" })
                .answer("ps --all *", { times: 1 });
            expect(await remove()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(docker.callsOf("service", "rm")).to.deep.equal([`service rm ${job}`]);
            expect(docker.callsOf("rm")).to.deep.equal(["rm --force c1", "rm --force c1"]);
        });
    });
});
