# shellcheck shell=bash disable=SC2154
# To be sourced by remove.sh: waits until the proxies have no connection to the service any more. They open one for each
# request and send no new ones here, so what is left are requests under way, and WebSockets.

drain() {
    local open before='' deadline=$((SECONDS + ${SLIPWAY_DRAIN:-0}))
    local -a addresses
    mapfile -t addresses < <(task_addresses)
    [ ${#addresses[@]} -gt 0 ] || return 0
    while [ $SECONDS -lt $deadline ]; do
        open=$(count_connections "${addresses[@]}") || return 0
        [ "$open" -gt 0 ] || return 0
        [ -n "$before" ] || say "$(open_in_words "$open" still "it has" "they have") ${SLIPWAY_DRAIN}s to end"
        before=$open
        sleep 0.2
    done
    [ -z "$before" ] || say "$(open_in_words "$open" "after ${SLIPWAY_DRAIN}s" "it is" "they are") closed"
}

# The servers of the cluster, as it knows them: address and public host key.
list_servers() {
    docker node ls --quiet | xargs --no-run-if-empty docker node inspect \
        --format $'{{index .Spec.Labels "slipway.address"}}\x1f{{index .Spec.Labels "slipway.host-key"}}'
}

open_in_words() { # how many, since when, what comes then of one, of several
    if [ "$1" = 1 ]; then
        echo "1 connection is open $2: $3"
    else
        echo "$1 connections are open $2: $4"
    fi
}

# The addresses of the tasks in the stack's networks, as /proc/net/tcp writes them.
task_addresses() {
    local -a ids
    local address a b c d
    mapfile -t ids < <(docker service ps --quiet --no-trunc --filter desired-state=running "$name" 2>/dev/null)
    [ ${#ids[@]} -gt 0 ] || return 0
    docker inspect --type task "${ids[@]}" \
        --format '{{range .NetworksAttachments}}{{range .Addresses}}{{println .}}{{end}}{{end}}' 2>/dev/null |
        while IFS=/ read -r address _; do
            IFS=. read -r a b c d <<<"$address"
            [ -z "$d" ] || printf '%02X%02X%02X%02X\n' "$d" "$c" "$b" "$a"
        done
}

# How many connections the proxies have to these addresses.
count_connections() { # addresses
    local script address key
    # shellcheck disable=SC2016 # the shell that it is for is to read these
    script='for proxy in edge gateway; do
        for id in $(docker ps --quiet --filter "label=com.docker.swarm.service.name=$0_slipway-$proxy"); do
            docker exec "$id" cat /proc/net/tcp 2>/dev/null || true
        done
    done'
    if [ -z "${SLIPWAY_HOST:-}" ]; then
        bash -c "$script" "$SLIPWAY_STACK"
    else
        list_servers | while IFS=$'\x1f' read -r address key; do
            # One that is gone has none.
            bash components/host/on-server.sh "$address" "$key" "set -- $SLIPWAY_STACK; ${script//\$0/\$1}" </dev/null 2>/dev/null || true
        done
    fi | awk -v addresses=" $* " '$4 == "01" { split($3, remote, ":"); if (index(addresses, " " remote[1] " ")) open++ }
        END { print open + 0 }'
}
