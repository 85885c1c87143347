# shellcheck shell=bash disable=SC2034,SC2154
# To be sourced: a dump of the database as it is before it is migrated.

# From how many migrations the dumps are kept. Attempts at the same one count once.
kept_migrations=5

# Writes one, unless there is nothing to lose; its path is in dumped. Whole or not at all: it is written beside its place.
dump() {
    local file container not_dumped='the database could not be dumped, so it is not migrated'
    [ -n "$before" ] || [ "$(count_tables)" != 0 ] || return 0
    file=$SLIPWAY_DUMPS/$(date -u +%Y%m%dT%H%M%SZ)-$(file_word "${before:-none}").dump
    container=$(postgres_container) || fail "$not_dumped"
    (umask 077 && mkdir -p "$SLIPWAY_DUMPS")
    # What a killed deployer began.
    rm -f "$SLIPWAY_DUMPS"/.dump.*
    unfinished=$(umask 077 && mktemp "$SLIPWAY_DUMPS/.dump.XXXXXX")
    # shellcheck disable=SC2016 # the container's shell is to read these
    docker exec "$container" sh -c \
        'PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") exec pg_dump --username postgres --format custom --lock-wait-timeout 30s "$1"' \
        sh "$SLIPWAY_DATABASE" >"$unfinished" ||
        fail "$not_dumped"
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

# Keeps the newest dump of each migration, and the first: an attempt that failed may have left half of it behind, which
# only the dump from before the first attempt is free of; for the last migration that one is in first_dump. Names begin
# with the time, so the oldest come first.
forget_dumps() {
    local -a files=("$SLIPWAY_DUMPS"/*.dump)
    local at revision newer='' migrations=0
    for ((at = ${#files[@]} - 1; at >= 0; at--)); do
        revision=$(revision_of "${files[at]}")
        [ "$revision" = "$newer" ] || migrations=$((migrations + 1))
        [ $migrations -gt 1 ] || first_dump=${files[at]}
        if [ $migrations -gt $kept_migrations ]; then
            rm -f "${files[at]}"
        elif [ "$revision" = "$newer" ] && [ $at -gt 0 ] && [ "$revision" = "$(revision_of "${files[at - 1]}")" ]; then
            rm -f "${files[at]}"
        fi
        newer=$revision
    done
}

# The part of a dump's name that tells the revision.
revision_of() { # file
    local name=${1##*/}
    echo "${name#*-}"
}

# Into a new database: what the failed migration added would stay in the old one. Nothing is dropped without the file.
restore_command() {
    local inside
    # shellcheck disable=SC2016 # the container's shell is to read these
    inside='export PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); '
    inside+="dropdb --username postgres --force --if-exists $SLIPWAY_DATABASE && pg_restore --username postgres --dbname postgres --create"
    echo "docker exec --interactive \$(docker ps --quiet --filter label=com.docker.swarm.service.name=$SLIPWAY_POSTGRES)" \
        "sh -c $(sh_quote "$inside") <$(sh_quote "$dumped")"
}

# A text as a part of a file's name.
file_word() { # text
    local word=${1//[^A-Za-z0-9._-]/_}
    echo "${word:0:60}"
}
