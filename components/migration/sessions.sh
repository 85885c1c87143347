# shellcheck shell=bash
# To be sourced: the database sessions of the job. They are told by their name, or by their address where a driver
# does not take the name from PGAPPNAME (asyncpg, JDBC).

# SQL condition on pg_stat_activity.
of_job() { # addresses, parted by commas
    echo "(application_name = 'slipway-migration' OR client_addr = ANY ('{$1}'::inet[]))"
}

# Ends them: the engine has killed their client, which a session that waits for a lock does not notice.
end_sessions() { # addresses
    postgres_sql --dbname "$SLIPWAY_DATABASE" <<SQL >/dev/null
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE $(of_job "$1");
SQL
}

# Says whose locks they wait for, in words; nothing when they wait for none.
blockers() { # addresses
    postgres_sql --dbname "$SLIPWAY_DATABASE" <<SQL
SELECT string_agg(DISTINCT format('session %s (%s, its last statement at %s, %s)', holder.pid,
    coalesce(nullif(holder.application_name, ''), 'without a name'),
    to_char(holder.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), holder.state), ' and ')
FROM (SELECT unnest(pg_blocking_pids(pid)) AS pid FROM pg_stat_activity WHERE $(of_job "$1")) AS blocking
JOIN pg_stat_activity AS holder USING (pid);
SQL
}
