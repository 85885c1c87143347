import { handOver } from "./hand-over.render";
import type { PostgresSettings } from "./postgres-settings";
import { scramVerifier } from "./scram.plan";

/** Passwords in clear; the SQL has only what the server would keep of them. */
export interface Passwords {
    readonly superuser: string;
    readonly app: string;
}

/**
 * SQL for psql that brings a database server to its settings, whatever it was before: the superuser's password, the
 * app's role without any privilege over others, its database, which nobody else may enter, and the extensions. It may
 * run any number of times, and twice at once.
 */
export function renderRoles(settings: Omit<PostgresSettings, "service">, passwords: Passwords): string {
    const user = name(settings.user);
    const database = name(settings.database);
    const verifier = (role: string, password: string) => text(scramVerifier(password, role));
    return `${session}
ALTER ROLE postgres LOGIN SUPERUSER PASSWORD ${verifier("postgres", passwords.superuser)};
${createRole(settings.user)}
ALTER ROLE ${user} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
    PASSWORD ${verifier(settings.user, passwords.app)};
SELECT ${text(`CREATE DATABASE ${database} OWNER ${user}`)}
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = ${text(settings.database)}) \\gexec
ALTER DATABASE ${database} OWNER TO ${user};
REVOKE ALL ON DATABASE ${database}, postgres, template1 FROM PUBLIC;
\\connect ${database}
${session}
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
${settings.extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS ${name(extension)};\n`).join("")}${handOver(settings.user)}`;
}

/** No verifier gets into the server's log, nobody else does this meanwhile, and no app is waited for without end. */
const session = `SET log_statement = 'none';
SET log_min_duration_statement = -1;
SET log_min_error_statement = 'panic';
SET lock_timeout = '30s';
DO $$ BEGIN PERFORM pg_advisory_lock(hashtext('slipway')); END $$;`;

/** The settings of the superuser were the app's, for whom there was no other role. */
function createRole(user: string): string {
    return `DO $$
DECLARE
    superuser text := (SELECT rolname FROM pg_roles WHERE oid = 10);
    setting record;
    place text;
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = ${text(user)}) THEN
        RETURN;
    END IF;
    CREATE ROLE ${name(user)};
    FOR setting IN
        SELECT d.datname, split_part(c.line, '=', 1) AS key, substr(c.line, strpos(c.line, '=') + 1) AS value
        FROM pg_db_role_setting s LEFT JOIN pg_database d ON d.oid = s.setdatabase, unnest(s.setconfig) AS c(line)
        WHERE s.setrole = 10
    LOOP
        PERFORM set_config(setting.key, setting.value, true);
        place := CASE WHEN setting.datname IS NULL THEN '' ELSE format('IN DATABASE %I', setting.datname) END;
        EXECUTE format('ALTER ROLE %I %s SET %s FROM CURRENT', ${text(user)}, place, setting.key);
        EXECUTE format('ALTER ROLE %I %s RESET %s', superuser, place, setting.key);
    END LOOP;
END $$;`;
}

function name(identifier: string): string {
    return `"${identifier.replaceAll('"', '""')}"`;
}

function text(literal: string): string {
    return `'${literal.replaceAll("'", "''")}'`;
}
