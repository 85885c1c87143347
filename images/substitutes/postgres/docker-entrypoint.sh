#!/bin/sh
# The first start of the official image, for what compose files commonly use: POSTGRES_USER, POSTGRES_PASSWORD,
# POSTGRES_DB, POSTGRES_INITDB_ARGS (each also as …_FILE), POSTGRES_HOST_AUTH_METHOD, PGDATA, and the scripts in
# /docker-entrypoint-initdb.d.
set -eu

# Takes NAME from the file that NAME_FILE names, else from the environment, else from the second argument.
setting() {
    eval "value=\${$1:-} file=\${$1_FILE:-}"
    if [ -n "$file" ]; then
        if [ -n "$value" ]; then
            echo "error: both $1 and $1_FILE are set; set one of them" >&2
            exit 1
        fi
        value=$(cat "$file")
    fi
    export "$1=${value:-$2}"
    unset "$1_FILE"
}

run_sql() {
    psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password "$@"
}

run_scripts() {
    for script in /docker-entrypoint-initdb.d/*; do
        [ -e "$script" ] || continue
        echo "running $script"
        # shellcheck disable=SC1090 # which scripts there are is up to the image's user
        case "$script" in
            *.sh) if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
            *.sql) run_sql --dbname "$POSTGRES_DB" --file "$script" ;;
            *.sql.gz) gunzip --stdout "$script" | run_sql --dbname "$POSTGRES_DB" ;;
            *) echo "ignored: $script" ;;
        esac
    done
}

# Makes the database through a server that only the Unix socket reaches.
initialise() {
    method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
    if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
        echo "error: the database is not made yet, and POSTGRES_PASSWORD is not set" >&2
        exit 1
    fi
    password=$(mktemp)
    printf '%s\n' "$POSTGRES_PASSWORD" >"$password"
    # shellcheck disable=SC2086 # the arguments are a list of words
    if [ -n "$POSTGRES_PASSWORD" ]; then
        initdb --username "$POSTGRES_USER" --pwfile "$password" $POSTGRES_INITDB_ARGS
    else
        initdb --username "$POSTGRES_USER" $POSTGRES_INITDB_ARGS
    fi
    rm "$password"
    printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

    pg_ctl --wait --options "-c listen_addresses=''" start
    if [ "$POSTGRES_DB" != postgres ]; then
        echo 'CREATE DATABASE :"name"' | run_sql --dbname postgres --set name="$POSTGRES_DB"
    fi
    run_scripts
    pg_ctl --wait --mode fast stop
}

case "${1:-}" in
    -*) set -- postgres "$@" ;;
esac

if [ "${1:-}" = postgres ]; then
    if [ "$(id -u)" = 0 ]; then
        mkdir -p "$PGDATA"
        chmod 0700 "$PGDATA"
        find "$PGDATA" ! -user postgres -exec chown postgres:postgres {} +
        exec setpriv --reuid postgres --regid postgres --init-groups "$0" "$@"
    fi
    if [ ! -s "$PGDATA/PG_VERSION" ]; then
        setting POSTGRES_USER postgres
        setting POSTGRES_PASSWORD ""
        setting POSTGRES_DB "$POSTGRES_USER"
        setting POSTGRES_INITDB_ARGS ""
        initialise
    fi
    unset POSTGRES_PASSWORD POSTGRES_PASSWORD_FILE
fi

exec "$@"
