# shellcheck shell=bash disable=SC2034
# To be sourced: the lock that keeps two deployers from migrating one database at the same time. It is a session's of the
# database: it goes when the deployer dies, however that happens.

# The letters "slipway" as a number.
lock_key=32488822435963257

take_lock() {
    local answer='' owner
    owner=$(printf '%s' "$(id -un)@$(hostname)" | tr -cd 'A-Za-z0-9@._-')
    coproc LOCK {
        # A Ctrl-C in the terminal reaches this session too: the cleaning up happens under the lock.
        trap '' INT
        postgres_sql --dbname "dbname=$SLIPWAY_DATABASE application_name='slipway lock of $owner'"
    }
    # The array goes with the process, so what is needed of it is kept.
    lock_process=$LOCK_PID lock_input=${LOCK[1]} lock_output=${LOCK[0]}
    echo "SELECT pg_try_advisory_lock($lock_key);" >&"$lock_input"
    read -r answer <&"$lock_output" || true
    case "$answer" in
        t) locked=yes ;;
        f) fail "another one is under way: $(lock_holder) holds the lock; wait for its end, and deploy again" ;;
        *) fail "the database cannot be asked" ;;
    esac
}

release_lock() {
    exec {lock_input}>&-
    wait "$lock_process" 2>/dev/null || true
}

lock_holder() {
    postgres_sql --dbname "$SLIPWAY_DATABASE" <<SQL
SELECT format('session %s (%s), there since %s', pid, application_name,
    to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND objsubid = 1
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (classid::bigint << 32) | objid::bigint = $lock_key;
SQL
}
