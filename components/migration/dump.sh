# shellcheck shell=bash disable=SC2154
# To be sourced: a dump of the database as it is before it is migrated.

# How many dumps of a stack are kept.
kept_dumps=5

# Writes one, unless there is nothing to lose; its path is in dumped. Whole or not at all: it is written beside its place.
dump() {
    local file container
    [ -n "$before" ] || [ "$(count_tables)" != 0 ] || return 0
    file=$SLIPWAY_DUMPS/$(date -u +%Y%m%dT%H%M%SZ)-$(file_word "${before:-none}").dump
    container=$(postgres_container)
    (umask 077 && mkdir -p "$SLIPWAY_DUMPS")
    # What a killed deployer began.
    rm -f "$SLIPWAY_DUMPS"/.dump.*
    unfinished=$(umask 077 && mktemp "$SLIPWAY_DUMPS/.dump.XXXXXX")
    # shellcheck disable=SC2016 # the container's shell is to read these
    docker exec "$container" sh -c \
        'PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") exec pg_dump --username postgres --format custom --lock-wait-timeout 30s "$1"' \
        sh "$SLIPWAY_DATABASE" >"$unfinished" ||
        fail "the database could not be dumped, so it is not migrated"
    mv "$unfinished" "$file"
    unfinished='' dumped=$file
    say "dumped to $file"
    forget_dumps
}

# Tables of the users, of which an empty database has none.
count_tables() {
    postgres_sql --dbname "$SLIPWAY_DATABASE" <<'SQL'
SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p', 'm', 'f')
    AND relnamespace::regnamespace::text !~ '^(pg_|information_schema$)';
SQL
}

# Their names begin with the time, so the oldest come first.
forget_dumps() {
    local -a files=("$SLIPWAY_DUMPS"/*.dump)
    local old=$((${#files[@]} - kept_dumps))
    [ $old -le 0 ] || rm -f "${files[@]:0:$old}"
}

restore_command() {
    echo "docker exec --interactive \$(docker ps --quiet --filter label=com.docker.swarm.service.name=$SLIPWAY_POSTGRES)" \
        "pg_restore --username postgres --dbname $SLIPWAY_DATABASE --clean --if-exists <$dumped"
}

# A text as a part of a file's name.
file_word() { # text
    local word=${1//[^A-Za-z0-9._-]/_}
    echo "${word:0:60}"
}
