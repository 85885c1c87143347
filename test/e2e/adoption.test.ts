import { expect } from "chai";
import { dataApp, stack } from "./support/data-app";
import { docker, eventually, healthyContainers } from "./support/engine";
import type { Project } from "./support/project";

/** What an app makes that is the superuser of its database, as plain compose has it. */
const made = `
CREATE EXTENSION citext;
CREATE SCHEMA sales;
CREATE TYPE sales.stage AS ENUM ('new', 'won');
CREATE DOMAIN sales.phone AS text CHECK (VALUE LIKE '+%');
CREATE TYPE sales.pair AS (a int, b int);
CREATE TABLE sales.lead (id serial PRIMARY KEY, name citext, stage sales.stage DEFAULT 'new', phone sales.phone);
CREATE TABLE event (id int GENERATED ALWAYS AS IDENTITY, at date) PARTITION BY RANGE (at);
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE SEQUENCE number START 41;
CREATE VIEW won AS SELECT name FROM sales.lead WHERE stage = 'won';
CREATE MATERIALIZED VIEW names AS SELECT name FROM sales.lead;
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql AS 'SELECT 2 * n';
CREATE PROCEDURE touch() LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
INSERT INTO sales.lead (name, stage, phone) VALUES ('اختبار', 'won', '+966501234567');
INSERT INTO event (at) VALUES ('2026-11-21');
SELECT lo_from_bytea(4711, 'offer');
ALTER ROLE leads SET search_path = sales, public;
ALTER ROLE leads IN DATABASE leads SET timezone = 'Asia/Riyadh';
`;

/** Everything outside Postgres's own schemas that is not the app's, and belongs to no extension. */
const others = `
SELECT oid::regclass::text FROM pg_class c WHERE relowner <> 'leads'::regrole AND relnamespace IN ('sales'::regnamespace, 'public'::regnamespace)
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL SELECT oid::regprocedure::text FROM pg_proc p WHERE proowner <> 'leads'::regrole AND pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT oid::regtype::text FROM pg_type t WHERE typowner <> 'leads'::regrole AND typnamespace = 'sales'::regnamespace
UNION ALL SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'sales') AND nspowner <> 'leads'::regrole
UNION ALL SELECT oid::text FROM pg_largeobject_metadata WHERE lomowner <> 'leads'::regrole
UNION ALL SELECT datname FROM pg_database WHERE datname = 'leads' AND datdba <> 'leads'::regrole`;

describe("volumes that plain compose has made", function () {
    this.timeout(300_000);
    let project: Project;
    let prefix: string;

    before(async () => {
        project = await dataApp();
        prefix = `slipway-${stack}-${project.id}`;
        await fillDatabase();
        await fillRedis();
    });
    after(async () => {
        await docker("rm", "--force", `${prefix}-plain-db`, `${prefix}-plain-cache`);
        await project.remove(stack);
    });

    async function fillDatabase(): Promise<void> {
        const name = `${prefix}-plain-db`;
        const environment = ["POSTGRES_USER=leads", "POSTGRES_PASSWORD=before", "POSTGRES_DB=leads"];
        const variables = environment.flatMap((each) => ["--env", each]);
        const volume = ["--volume", `${prefix}_db-data:/var/lib/postgresql/data`];
        await docker("run", "--detach", "--name", name, ...variables, ...volume, "postgres:15-bookworm");
        await eventually("the database", async () =>
            docker("exec", name, "pg_isready", "-h", "127.0.0.1").catch(() => undefined),
        );
        await docker("exec", name, "psql", "-q", "-U", "leads", "-v", "ON_ERROR_STOP=1", "-c", made);
        await docker("stop", name);
    }

    async function fillRedis(): Promise<void> {
        const name = `${prefix}-plain-cache`;
        await docker("run", "--detach", "--name", name, "--volume", `${prefix}_cache-data:/data`, "redis:7.0-bookworm");
        await eventually("Redis", async () =>
            docker("exec", name, "redis-cli", "set", "a", "1").catch(() => undefined),
        );
        await docker("stop", name);
    }

    const inside = async (service: string, line: string) => {
        const id = await eventually(service, async () => (await healthyContainers(`${prefix}_${service}`))[0]);
        return await docker("exec", id, "sh", "-c", line);
    };
    const asSuperuser = async (sql: string) => await inside("db", `psql -X -q -A -t -U postgres -d leads -c "${sql}"`);
    const asApp = async (sql: string) =>
        await inside("app", `psql -X -q -A -t -v ON_ERROR_STOP=1 "$(cat /run/secrets/DATABASE_URL)" -c "${sql}"`);

    it("are refused under a name that they do not know, with what to do", async () => {
        await project.must(`pulumi config set --path slipway:postgres.user desk --stack ${stack}`);
        const { code, output } = await project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).not.to.equal(0);
        expect(output).to.contain(
            `database ${prefix}_db: neither postgres nor desk is its superuser; set slipway:postgres.user to the POSTGRES_USER`,
        );
        await project.must(`pulumi config set --path slipway:postgres.user leads --stack ${stack}`);
    });

    it("are adopted, also when that was interrupted before", async () => {
        await inside("db", 'psql -q -U leads -c "CREATE ROLE slipway_adoption LOGIN SUPERUSER"');
        const { code, output } = await project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(output).to.contain("its superuser leads becomes postgres");
        expect(
            await asSuperuser("SELECT oid = 10, rolname, rolsuper FROM pg_roles WHERE rolname !~ '^pg_' ORDER BY 2"),
        ).to.equal("f|leads|f\nt|postgres|t");
    });

    it("have all their data, which the app owns", async () => {
        expect(await asSuperuser(others)).to.equal("");
        expect(await asApp("SELECT name, stage, phone FROM lead")).to.equal("اختبار|won|+966501234567");
        expect(await asApp("SELECT name FROM won UNION ALL SELECT name FROM names")).to.equal("اختبار");
        expect(await asApp("SELECT twice(21), nextval('number'), convert_from(lo_get(4711), 'UTF8')")).to.equal(
            "42|41|offer",
        );
        expect(await asApp("SHOW search_path; SHOW timezone")).to.equal("sales, public\nAsia/Riyadh");
        await asApp("ALTER TABLE lead ADD COLUMN country text; DROP VIEW won; REFRESH MATERIALIZED VIEW names");
    });

    it("lose their old password", async () => {
        const login = `PGPASSWORD=before psql -h db -U leads -d leads -c "SELECT 1" 2>&1 || true`;
        expect(await inside("app", login)).to.contain('password authentication failed for user "leads"');
        expect(await inside("app", login.replace("-U leads", "-U postgres"))).to.contain(
            "password authentication failed",
        );
    });

    it("have Redis's snapshot in its append-only file", async () => {
        const ask = "REDISCLI_AUTH=$(sed -n 's/^requirepass //p' /run/secrets/slipway-redis.conf) redis-cli get a";
        expect(await inside("cache", ask)).to.equal("1");
    });

    it("are adopted once", async () => {
        const { code, output } = await project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(output).to.match(/Resources:\s+\d+ unchanged/);
    });
});
