# shellcheck shell=bash
# To be sourced: tells whether an image has no sh. The answer for an image never changes, so it is kept with the toolchain.

lacks_sh() { # image on the engine; 1 also when the engine cannot tell
    local id answer='' kept="${SLIPWAY_CACHE:-${HOME:?}/.cache/slipway}/images-with-sh"
    id=$(docker image inspect "$1" --format '{{.Id}}' 2>/dev/null) || return 1
    [ ! -f "$kept" ] || answer=$(grep -m1 "^$id " "$kept" || true)
    if [ -z "$answer" ]; then
        answer="$id $(look_for_sh "$id")" || return 1
        echo "$answer" >>"$kept"
    fi
    [ "$answer" = "$id no" ]
}

# What probes left that were killed; a young one may still be at work.
remove_old_probes() { # seconds since 1970
    docker ps --all --filter label=slipway.probe --format '{{.ID}} {{.Label "slipway.probe"}}' 2>/dev/null |
        awk -v limit=$(($1 - 600)) '$2 + 0 < limit { print $1 }' |
        xargs --no-run-if-empty docker rm --volumes >/dev/null 2>&1 || true
}

# The container is never started: the engine shows its files as well as those of one that runs.
look_for_sh() ( # id of the image; prints yes or no, fails when the engine cannot tell
    printf -v now '%(%s)T' -1
    remove_old_probes "$now"
    container=$(docker create --label "slipway.probe=$now" "$1" sh 2>/dev/null) || exit 1
    trap 'docker rm --volumes "$container" >/dev/null 2>&1' EXIT
    if message=$(docker cp "$container:/bin/sh" - 2>&1 >/dev/null); then
        echo yes
    elif [[ $message == *"ould not find the file"* ]]; then
        echo no
    else
        exit 1
    fi
)
