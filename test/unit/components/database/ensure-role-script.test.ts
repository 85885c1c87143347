import { expect } from "chai";
import { FakeDocker } from "../../support/fake-docker";
import { runScript } from "../../support/run-script";

/** The words that follow `docker exec` when a role asks. */
const asking = (role: string) => `exec --interactive c1 * --username ${role} *`;

describe("bringing a database to its settings", () => {
    let docker: FakeDocker;

    beforeEach(() => {
        docker = new FakeDocker();
        docker.answer("ps *", { out: "c1\n" });
        docker.answer("exec *", { err: "no such role\n", code: 2 });
    });
    afterEach(() => docker.remove());

    const run = async () =>
        await runScript(
            "components/database/ensure-role.sh",
            {
                ...{ SLIPWAY_CACHE: docker.cache, SLIPWAY_POSTGRES: "stack_db" },
                ...{ SLIPWAY_USER: "app", SLIPWAY_DATABASE: "desk" },
            },
            "SELECT 1;\n",
        );
    /** Roles in whose name the database was asked, in order. */
    const askers = () =>
        docker.callsOf("exec").map((call) => /.* --username (\S+) --dbname postgres/s.exec(call)?.[1] ?? "");

    it("asks as postgres where that is the superuser", async () => {
        docker.answer(asking("postgres"), { out: "postgres\n" }).answer(asking("postgres"), { out: "t\n", times: 1 });
        expect(await run()).to.include({ code: 0, stderr: "" });
        expect(askers()).to.deep.equal(["postgres", "postgres", "postgres", "postgres"]);
    });

    it("makes postgres of the app's user where that is the superuser", async () => {
        docker
            .answer(asking("postgres"), {})
            .answer(asking("postgres"), { err: "no such role\n", code: 2, times: 1 })
            .answer(asking("app"), { out: "app\n" })
            .answer(asking("app"), { out: "t\n", times: 1 })
            .answer(asking("slipway_adoption"), {})
            .answer(asking("slipway_adoption"), { err: "no such role\n", code: 2, times: 1 });
        const { code, stderr } = await run();
        expect(stderr).to.equal(
            "database stack_db: its superuser app becomes postgres, and app a role without privileges\n",
        );
        expect(code).to.equal(0);
        const whole = ["postgres", "slipway_adoption", "app", "app", "app", "slipway_adoption", "postgres", "postgres"];
        expect(askers()).to.deep.equal(whole);
    });

    it("goes on with the helper of an adoption that was interrupted", async () => {
        docker
            .answer(asking("postgres"), {})
            .answer(asking("postgres"), { err: "no such role\n", code: 2, times: 1 })
            .answer(asking("slipway_adoption"), { out: "app\n" })
            .answer(asking("slipway_adoption"), { out: "t\n", times: 1 });
        expect(await run()).to.include({ code: 0 });
        const whole = ["postgres", ...Array.from({ length: 3 }, () => "slipway_adoption"), "postgres", "postgres"];
        expect(askers()).to.deep.equal(whole);
    });

    it("says what to do where neither is the superuser", async () => {
        expect(await run()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: "database stack_db: neither postgres nor app is its superuser; set slipway:postgres.user to the POSTGRES_USER with which its volume was made, or give it a new volume\n",
        });
    });

    it("leaves a database alone that belongs to another role, as which the running version works", async () => {
        docker.answer(asking("postgres"), { out: "postgres|seller\n" });
        docker.answer(asking("postgres"), { out: "t\n", times: 1 });
        expect(await run()).to.deep.equal({
            code: 1,
            stdout: "",
            stderr: "database stack_db: its database desk belongs to the role seller; set slipway:postgres.user to seller, or hand the database over first, as docs/guide/databases.md says\n",
        });
        expect(askers()).to.deep.equal(["postgres", "postgres"]);
    });

    it("shows what the database says, and fails", async () => {
        docker
            .answer(asking("postgres"), { err: "ERROR:  extension is not available\n", code: 3 })
            .answer(asking("postgres"), { times: 1 })
            .answer(asking("postgres"), { out: "postgres\n", times: 1 })
            .answer(asking("postgres"), { out: "t\n", times: 1 });
        expect(await run()).to.deep.equal({ code: 3, stdout: "", stderr: "ERROR:  extension is not available\n" });
    });
});
