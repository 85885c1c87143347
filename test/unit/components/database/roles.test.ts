import { expect } from "chai";
import { renderRoles } from "../../../../components/database/roles.render";
import { scramVerifier } from "../../../../components/database/scram.plan";

const passwords = { superuser: "battery", app: "staple" };

describe("the SQL that brings a database to its settings", () => {
    const sql = renderRoles({ database: "desk", user: "seller", extensions: ["uuid-ossp", "pg_trgm"] }, passwords);

    it("has verifiers in place of the passwords", () => {
        expect(sql).to.contain(
            `ALTER ROLE postgres LOGIN SUPERUSER PASSWORD '${scramVerifier("battery", "postgres")}';`,
        );
        expect(sql).to.contain(`PASSWORD '${scramVerifier("staple", "seller")}';`);
        for (const password of Object.values(passwords)) expect(sql).not.to.contain(password);
    });

    it("takes every privilege over others from the role", () => {
        expect(sql).to.contain(
            'ALTER ROLE "seller" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS\n',
        );
        expect(sql).to.contain('REVOKE ALL ON DATABASE "desk", postgres, template1 FROM PUBLIC;\n');
        expect(sql).to.contain("REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n");
    });

    it("makes the extensions in the app's database, and hands over last", () => {
        const [, inDatabase = ""] = sql.split('\\connect "desk"\n');
        const lines = inDatabase.split("\n").filter((line) => /^CREATE|OWNER TO/.test(line.trim()));
        expect(lines.slice(0, 2)).to.deep.equal([
            'CREATE EXTENSION IF NOT EXISTS "uuid-ossp";',
            'CREATE EXTENSION IF NOT EXISTS "pg_trgm";',
        ]);
        expect(lines.length).to.be.greaterThan(2);
    });

    it("logs nothing and locks out its like on each of its two connections", () => {
        for (const part of sql.split("\\connect")) {
            const statements = part.slice(part.indexOf("SET ")).split("\n");
            expect(statements.slice(0, 5)).to.deep.equal([
                "SET log_statement = 'none';",
                "SET log_min_duration_statement = -1;",
                "SET log_min_error_statement = 'panic';",
                "SET lock_timeout = '30s';",
                "DO $$ BEGIN PERFORM pg_advisory_lock(hashtext('slipway')); END $$;",
            ]);
        }
    });
});
