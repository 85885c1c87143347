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
    local proxy id
    for proxy in edge gateway; do
        for id in $(docker ps --quiet --filter "label=com.docker.swarm.service.name=${SLIPWAY_STACK}_slipway-$proxy"); do
            docker exec "$id" cat /proc/net/tcp 2>/dev/null || true
        done
    done | awk -v addresses=" $* " '$4 == "01" { split($3, remote, ":"); if (index(addresses, " " remote[1] " ")) open++ }
        END { print open + 0 }'
}
