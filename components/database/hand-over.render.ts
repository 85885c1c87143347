/**
 * SQL that makes a role the owner of all that the superuser owns in a database, but for what belongs to Postgres itself
 * or to an extension: what an app made while it was the superuser, and what scripts made at the first start.
 */
export function handOver(user: string): string {
    return `DO $$
DECLARE
    statement text;
BEGIN
    FOR statement IN
        WITH own AS (SELECT oid FROM pg_roles WHERE oid = 10 OR rolname = 'postgres'),
        schemas AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
        of_extensions AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e')
        SELECT format('ALTER SCHEMA %I OWNER TO %I', n.nspname, '${user}')
        FROM pg_namespace n JOIN schemas USING (oid)
        WHERE (n.nspowner IN (SELECT oid FROM own) OR n.nspname = 'public' AND n.nspowner <> '${user}'::regrole)
            AND ('pg_namespace'::regclass, n.oid) NOT IN (TABLE of_extensions)
        UNION ALL
        SELECT format('ALTER %s %I.%I OWNER TO %I',
            CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE' WHEN 'c' THEN 'TYPE' ELSE 'TABLE' END, s.nspname, c.relname, '${user}')
        FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c') AND c.relowner IN (SELECT oid FROM own)
            AND ('pg_class'::regclass, c.oid) NOT IN (TABLE of_extensions)
            -- The sequence of a column goes with its table.
            AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                AND c.relkind = 'S' AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i'))
        UNION ALL
        SELECT format('ALTER ROUTINE %I.%I(%s) OWNER TO %I',
            s.nspname, p.proname, pg_get_function_identity_arguments(p.oid), '${user}')
        FROM pg_proc p JOIN schemas s ON s.oid = p.pronamespace
        WHERE p.proowner IN (SELECT oid FROM own) AND ('pg_proc'::regclass, p.oid) NOT IN (TABLE of_extensions)
        UNION ALL
        SELECT format('ALTER TYPE %I.%I OWNER TO %I', s.nspname, t.typname, '${user}')
        FROM pg_type t JOIN schemas s ON s.oid = t.typnamespace
        WHERE t.typtype IN ('b', 'd', 'e', 'r') AND t.typcategory <> 'A' AND t.typowner IN (SELECT oid FROM own)
            AND ('pg_type'::regclass, t.oid) NOT IN (TABLE of_extensions)
        UNION ALL
        SELECT format('ALTER LARGE OBJECT %s OWNER TO %I', l.oid, '${user}')
        FROM pg_largeobject_metadata l WHERE l.lomowner IN (SELECT oid FROM own)
    LOOP
        EXECUTE statement;
    END LOOP;
END $$;
`;
}
