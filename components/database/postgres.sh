# shellcheck shell=bash
# To be sourced after components/host/engine.sh: asks the database of a stack, by SQL as its superuser.
#
# SLIPWAY_POSTGRES: name of its service on the engine, e.g. `slipway-local-3f9a_db`.

# Prints the id of its container once there is a healthy one.
postgres_container() {
    local id deadline=$((SECONDS + 60))
    while :; do
        id=$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$SLIPWAY_POSTGRES" --filter health=healthy) || return 1
        [ -z "$id" ] || break
        if [ $SECONDS -ge $deadline ]; then
            echo "database $SLIPWAY_POSTGRES: it has no healthy container after 60s" >&2
            return 1
        fi
        sleep 0.2
    done
    echo "${id%%$'\n'*}"
}

# Runs the SQL on standard input; prints the rows without a header, the columns parted by |.
postgres_sql() { # options of psql, e.g. --dbname app
    local container
    container=$(postgres_container) || return 1
    # The Unix socket asks for no password, unless the database was made to.
    # shellcheck disable=SC2016 # the container's shell is to read these
    docker exec --interactive "$container" sh -c \
        'PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE") exec psql -X -q -A -t -v ON_ERROR_STOP=1 --username postgres "$@"' sh "$@"
}
