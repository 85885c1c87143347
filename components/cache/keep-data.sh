#!/usr/bin/env bash
# Makes sure that Redis finds its data again in the way that it is going to look for them: with an append-only file it
# reads no snapshot, and would start empty beside one, and the other way round. What runs is told to write the other
# kind; where nothing runs, a Redis that nobody reaches does it.
#
# SLIPWAY_REDIS: name of its service on the engine. SLIPWAY_IMAGE, SLIPWAY_PROGRAM: what it runs. SLIPWAY_DATA: volume, or
# folder of the host, and SLIPWAY_TARGET, where it is mounted. SLIPWAY_PERSISTENCE: aof or rdb.
set -euo pipefail
. components/host/engine.sh

fail() { # reason
    echo "redis $SLIPWAY_REDIS: $1" >&2
    exit 1
}

# Says yes where the data, or the newest of them, lie in the other kind of file. Beside an append-only file there is mostly
# a snapshot too, which counts only where the two have changed places before.
is_other_kind() {
    docker run --rm --network none --volume "$SLIPWAY_DATA:$SLIPWAY_TARGET:ro" --entrypoint sh "$SLIPWAY_IMAGE" -c "
        cd /data || exit 1
        logs=\$(find . -maxdepth 2 -name 'appendonly*' -type f) || exit 1
        case $SLIPWAY_PERSISTENCE in
            aof) [ -e dump.rdb ] && { [ -z \"\$logs\" ] || { [ -e slipway-switched ] && [ -z \"\$(find \$logs -newer dump.rdb)\" ]; }; } && echo yes ;;
            rdb) [ -n \"\$logs\" ] && { [ ! -e dump.rdb ] || [ -n \"\$(find \$logs -newer dump.rdb)\" ]; } && echo yes ;;
        esac
        true"
}

convert() { # container, and alone where it is not the service's
    docker exec --interactive "$1" sh -s -- "$SLIPWAY_PERSISTENCE" /data "${@:2}" <components/cache/convert.sh ||
        fail "its data could not be written as $SLIPWAY_PERSISTENCE; nothing has changed"
}

container=$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$SLIPWAY_REDIS")
if [ -n "$container" ]; then
    convert "${container%%$'\n'*}"
    exit 0
fi
other=$(is_other_kind) || fail "its files cannot be looked at; nothing has changed"
[ "$other" = yes ] || exit 0

echo "redis $SLIPWAY_REDIS: its data are written as $SLIPWAY_PERSISTENCE from now on" >&2
helper=$SLIPWAY_REDIS-conversion
remove() { docker rm --force "$helper" >/dev/null 2>&1 || true; }
trap remove EXIT
trap 'exit 130' INT TERM
# One that was killed may have left its own.
remove
before=$([ "$SLIPWAY_PERSISTENCE" = aof ] && echo no || echo yes)
docker run --detach --name "$helper" --network none --volume "$SLIPWAY_DATA:$SLIPWAY_TARGET" "$SLIPWAY_IMAGE" \
    "$SLIPWAY_PROGRAM" --appendonly "$before" >/dev/null
convert "$helper" alone
# It writes the rest when it is told to stop.
docker stop --time 60 "$helper" >/dev/null
