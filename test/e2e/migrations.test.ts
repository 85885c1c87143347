import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { toolchainEnvironment } from "../../toolchain/environment";
import { docker, eventually } from "./support/engine";
import { MigratedApp, stack } from "./support/migrated-app";

const first = { "0001": "CREATE TABLE notes (id int PRIMARY KEY, text text NOT NULL)" };
const second = { ...first, "0002": "ALTER TABLE notes ADD COLUMN author text" };
const hanging = { ...second, "0003": "SELECT pg_sleep(600)" };
const columns =
    "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'notes'::regclass AND attnum > 0";

describe("migrations", function () {
    this.timeout(300_000);
    let app: MigratedApp;

    before(async () => {
        app = await MigratedApp.create();
    });
    after(async () => await app.project.remove(stack));

    async function upWell(): Promise<string> {
        const { code, output } = await app.up();
        expect(code, output).to.equal(0);
        return output;
    }

    /** A release that must fail, and leave everything else as it was. */
    async function upInVain(): Promise<string> {
        const before = await Promise.all([app.running("api"), app.running("worker"), app.sql(columns)]);
        const { code, output } = await app.up();
        expect(code, output).not.to.equal(0);
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
        expect(await Promise.all([app.running("api"), app.running("worker"), app.sql(columns)])).to.deep.equal(before);
        await nothingLeft();
        return output;
    }

    async function nothingLeft(): Promise<void> {
        expect(await app.leftOvers()).to.deep.equal([]);
    }

    const revision = async () => await app.sql("SELECT version_num FROM revision");
    const dumps = () => readdirSync(app.dumps);

    /** A session that says it is ready, and holds on to what it has until it is ended. */
    async function session(sql: string): Promise<() => void> {
        const words = ["exec", "--interactive", "--env", "PGAPPNAME=somebody", await app.database(), ...app.psql];
        const child = spawn("docker", words, { env: { ...process.env, ...toolchainEnvironment() } });
        child.stdin.write(`${sql};\nSELECT 'ready';\n`);
        await new Promise((resolve) => child.stdout.once("data", resolve));
        return () => child.stdin.end();
    }

    it("come before the services that need them, with the app's own role, and dump nothing where nothing is", async () => {
        const output = await upWell();
        expect(output).to.contain("services.migrate: is not started by itself: slipway:migrations takes its place");
        expect(output).to.contain("applying 0001");
        expect(await revision()).to.equal("0001");
        expect(await app.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'notes'")).to.equal("leads");
        expect(await docker("service", "ls", "--filter", `name=${app.prefix}_migrate`, "--quiet")).to.equal("");
        await nothingLeft();
        const status = await app.project.slipway("status", stack);
        expect(status.output)
            .to.match(/^worker .* 2\/2 /m)
            .and.not.match(/^migrate /m);
        const { code, output: again } = await app.project.slipway("preview", stack, "--expect-no-changes");
        expect(code, again).to.equal(0);
    });

    it("change nothing where the database is up to date", async () => {
        await app.sql("INSERT INTO notes VALUES (1, 'اختبار')");
        app.revisions(first);
        const output = await upWell();
        expect(output).to.contain("migration: the database is at 0001: up to date").and.not.contain("worker stops");
        expect(await app.running("api")).to.equal("RELEASE=1 replicas=1");
    });

    it("bring the database to the new revision while the worker rests, with a dump that nobody else reads", async () => {
        app.revisions({ ...first, "0002": "SELECT pg_sleep(3); ALTER TABLE notes ADD COLUMN author text" });
        const running = app.start();
        await running.printed(/applying 0002/);
        expect(await app.running("worker")).to.equal("RELEASE=1 replicas=0");
        const tasks = `label=com.docker.swarm.service.name=${app.prefix}_worker`;
        expect(await docker("ps", "--quiet", "--filter", tasks)).to.equal("");
        const { code, output } = await running.end;
        expect(code, output).to.equal(0);
        expect(output).to.contain("migration: the database is at 0002 now");
        expect(await app.running("worker")).to.equal("RELEASE=2 replicas=2");
        expect(await app.sql(columns)).to.equal("id text author");
        const [dump = "", ...others] = dumps();
        expect(others).to.deep.equal([]);
        expect(dump).to.match(/^\d{8}T\d{6}Z-0001\.dump$/);
        expect(statSync(join(app.dumps, dump)).mode & 0o777).to.equal(0o600);
        await nothingLeft();
    });

    it("stop the release when one fails, say why and how to go back, and that works", async () => {
        app.revisions({ ...second, "0003": "ALTER TABLE notes DROP COLUMN text; SELECT 1/0" });
        const output = await upInVain();
        expect(output).to.contain("division by zero");
        expect(output).to.contain("migration: the database was at 0002, and is at 0002");
        expect(output).to.contain("`/app/migrate.sh up` failed with exit status 3");
        const restore = /to restore it: (.*)/.exec(output)?.[1] ?? "";
        const rights = "SELECT datdba::regrole, datacl FROM pg_database WHERE datname = 'leads'";
        const before = await app.sql(rights);
        // As a tool leaves it that does not migrate in one transaction.
        await app.sql("CREATE TABLE half (id int); DELETE FROM notes; ALTER TABLE notes DROP COLUMN author");
        const end = await session("SELECT 1");
        await app.project.must(restore);
        end();
        expect(await app.sql("SELECT text FROM notes")).to.equal("اختبار");
        expect(await app.sql(columns)).to.equal("id text author");
        expect(await app.sql("SELECT to_regclass('half') IS NULL")).to.equal("t");
        expect(await app.sql(rights))
            .to.equal(before)
            .and.to.match(/^leads\|/);
    });

    it("end one that hangs at its time limit, with its session", async () => {
        app.set(["slipway:migrations", "timeout"], "5s");
        app.revisions(hanging);
        expect(await upInVain()).to.contain("`/app/migrate.sh up` did not end within 5s");
    });

    it("end one whose driver does not tell its name, and say who holds the lock that it waits for", async () => {
        app.set(["slipway:migrations", "up"], "unset PGAPPNAME; /app/migrate.sh up");
        app.revisions({ ...second, "0003": "ALTER TABLE notes ADD COLUMN late text" });
        const end = await session("BEGIN; SELECT count(*) FROM notes");
        try {
            const output = await upInVain();
            expect(output).to.match(
                /did not end within 5s: it waits for a lock that session \d+ \(somebody, its last statement at 2.* UTC, idle in transaction\) holds/,
            );
        } finally {
            end();
        }
        // Had its session lived on, it would have the lock by now.
        expect(await app.sql(columns)).to.equal("id text author");
        expect(
            await app.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE client_addr IS NOT NULL AND wait_event_type = 'Lock'",
            ),
        ).to.equal("0");
        app.set(["slipway:migrations", "up"], "/app/migrate.sh up");
        app.set(["slipway:migrations", "timeout"], "60s");
    });

    it("don't run two at a time", async () => {
        const end = await session("SELECT pg_advisory_lock(32488822435963257)");
        try {
            const output = await upInVain();
            expect(output).to.match(
                /another one is under way: session \d+ \(somebody\), there since 2.* UTC holds the lock/,
            );
        } finally {
            end();
        }
    });

    it("end with Ctrl-C, and the worker works again", async () => {
        app.revisions(hanging);
        const running = app.start();
        await running.printed(/applying 0003/);
        expect(await app.running("worker")).to.equal("RELEASE=2 replicas=0");
        running.signal("SIGINT");
        const { code, output } = await running.end;
        expect(code, output).not.to.equal(0);
        await eventually("the worker works", async () =>
            (await app.running("worker")) === "RELEASE=2 replicas=2" ? true : undefined,
        );
        await nothingLeft();
    });

    it("go on after a deployer that was killed, whose job and whose resting worker are found again", async () => {
        app.revisions(hanging);
        const running = app.start();
        await running.printed(/applying 0003/);
        const scripts = app.scripts();
        // Without its deployer, the script would be interrupted, and clean up.
        running.signal("SIGKILL");
        for (const script of scripts) process.kill(script, "SIGKILL");
        await running.end;
        expect(await app.running("worker")).to.match(/^RELEASE=\d+ replicas=0$/);
        const status = await app.project.slipway("status", stack);
        expect(status.output)
            .to.match(/^worker .* 0\/0 +stopped$/m)
            .and.contain(
                `worker is stopped: docker service update --replicas 2 --label-rm slipway.quiesced ${app.prefix}_worker`,
            );
        await app.project.must(`pulumi cancel --yes --stack ${stack}`);
        app.revisions({ ...second, "0003": "ALTER TABLE notes ADD COLUMN late text" });
        const output = await upWell();
        expect(output).to.contain("a deployer died while it migrated: its job is ended first");
        expect(await app.sql(columns)).to.equal("id text author late");
        expect(await app.running("worker")).to.match(/^RELEASE=\d+ replicas=2$/);
        await nothingLeft();
    });

    it("leave a database alone that is ahead of the image, and the release goes on", async () => {
        app.revisions(second);
        const output = await upWell();
        expect(output).to.contain("the database is at 0003, which this image does not know: it is ahead");
        expect(await revision()).to.equal("0003");
        const release = await app.running("api");
        expect(await app.running("worker")).to.equal(release.replace("replicas=1", "replicas=2"));
    });

    it("look again at a database that was changed by hand, when told to", async () => {
        await app.sql("UPDATE revision SET version_num = '0002'");
        const words = ["up", stack, "--yes", "--skip-preview", "--replace", "**migration-run"];
        const { code, output } = await app.project.start(words).end;
        expect(code, output).to.equal(0);
        expect(output).to.contain("migration: the database is at 0002: up to date");
    });

    it("keep the first and the newest dump of those that began at one revision", () => {
        expect(dumps().map((name) => name.replace(/^.*Z-/, ""))).to.deep.equal(["0001.dump", "0002.dump", "0002.dump"]);
    });
});
