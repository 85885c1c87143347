# shellcheck shell=bash disable=SC2154
# To be sourced after components/host/engine.sh: the server at hand as a node of a swarm, seen from it and from a manager.

say() { # line, for the person who waits
    echo "server $SLIPWAY_TITLE: $1" >&2
}

fail() { # reason
    say "$1"
    exit 1
}

# From here on docker talks to the manager.
on_manager() {
    local answer
    open_connection "$SLIPWAY_MANAGER" "$SLIPWAY_MANAGER_KEY" ||
        fail "the manager $SLIPWAY_MANAGER cannot be reached by SSH: what it said is above"
    export DOCKER_HOST=unix://$engine_socket
    answer=$(docker node ls --quiet 2>&1) || case $answer in
        *"does not have a leader"*)
            fail "the cluster has lost most of its managers, and nothing can change in it: start them again, or begin it anew with what the first server knows (./slipway recover STACK), then repeat"
            ;;
    esac
}

# Has the server leave the swarm that it is in. Its engine would keep the address ranges of that one's networks, which those
# of the next one have too, until it starts again; nothing runs there by then.
leave_other() {
    timeout 60 docker swarm leave --force >/dev/null ||
        say "does not leave the swarm that it was in: its engine starts again without it"
    bash components/host/on-server.sh "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY" 'sudo systemctl restart docker' >/dev/null ||
        fail "its engine does not start again after it has left another swarm: see journalctl --unit docker there"
}

# Joins the server to the manager's swarm. The token goes by standard input: a process list shows arguments.
join() {
    local answer
    answer=$(
        (
            on_manager
            token=$(docker swarm join-token --quiet worker) || exit
            manager=$(docker info --format '{{.Swarm.NodeAddr}}') || exit
            printf '{"JoinToken":"%s","RemoteAddrs":["%s:2377"],"AdvertiseAddr":"%s","ListenAddr":"%s:2377"}' \
                "$token" "$manager" "$SLIPWAY_PRIVATE" "$SLIPWAY_PRIVATE"
        ) | bash components/host/on-server.sh "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY" \
            'curl --silent --show-error --max-time 90 --unix-socket /var/run/docker.sock \
                --header "Content-Type: application/json" --data @- http://engine/swarm/join'
    ) || fail "it could not be told to join the swarm"
    # The engine says nothing when all is well.
    [ -z "$answer" ] || fail "it does not join the swarm: $answer"
}

# Takes the vote from a node. One that is no part of a swarm that was begun anew has none.
demote() { # node id
    local answer
    answer=$(docker node demote "$1" 2>&1) && return
    case $answer in *"in raft memberlist"*) return ;; esac
    printf '%s\n' "$answer" >&2
    return 1
}

# Takes the nodes out of the swarm that the server's name had before it was made anew: a manager that is gone for good still
# counts as one.
forget_predecessors() { # node id of the server
    docker node ls --quiet | xargs --no-run-if-empty docker node inspect \
        --format '{{.ID}} {{.Status.State}} {{index .Spec.Labels "slipway.title"}}' |
        awk -v title="$SLIPWAY_TITLE" -v own="$1" '$3 == title && $1 != own && $2 == "down" { print $1 }' |
        while read -r node; do
            say "the swarm forgets the one of its name that is gone"
            demote "$node" </dev/null
            docker node rm --force "$node" >/dev/null </dev/null
        done
}

# Takes the vote from managers that are dead, before one that lives gives up its own: those that are left could decide
# nothing. A manager goes only where a single one is to be left, so none that comes back misses its vote.
demote_dead() { # node id of the one that goes
    docker node ls --quiet | xargs --no-run-if-empty docker node inspect \
        --format '{{.ID}} {{.Spec.Role}} {{.Status.State}}' |
        awk -v own="$1" '$1 != own && $2 == "manager" && $3 == "down" { print $1 }' |
        while read -r node; do
            demote "$node" </dev/null
        done
}

# Waits until the manager has the node ready.
await_node() { # node id
    local deadline=$((SECONDS + 60))
    until [ "$(docker node inspect "$1" --format '{{.Status.State}}' 2>/dev/null)" = ready ]; do
        [ $SECONDS -lt $deadline ] || fail "it joined the swarm, but is not ready in it after 60s"
        sleep 0.3
    done
}

# The id of a server's node, by its address; nothing when the swarm has none.
node_at() { # address
    docker node ls --quiet | xargs --no-run-if-empty docker node inspect \
        --format '{{.ID}} {{index .Spec.Labels "slipway.address"}}' | awk -v address="$1" '$2 == address { print $1 }'
}

# Waits until nothing runs on a node any more that could run elsewhere.
await_drained() { # node id
    local left deadline=$((SECONDS + 120))
    while :; do
        left=$(docker node ps "$1" --filter desired-state=running --quiet | wc -l)
        left=$((left + $(docker node ps "$1" --format '{{.CurrentState}}' | grep -cE '^(Running|Starting|Ready|Preparing)' || true)))
        [ "$left" -gt 0 ] || return 0
        [ $SECONDS -lt $deadline ] || {
            say "something still runs there after 120s: it is stopped with the server"
            return 0
        }
        sleep 0.5
    done
}

# Has what runs on a node start elsewhere before it stops there, as in an update of its service: the engine's own way to
# empty a node stops first.
move_away() { # node id
    local service
    docker node update --availability pause "$1" >/dev/null
    docker node ps "$1" --filter desired-state=running --format '{{.Name}}' | sed 's/\.[^.]*$//' | sort -u |
        while read -r service; do
            [ "$(docker service inspect "$service" --format '{{if .Spec.Mode.Replicated}}yes{{end}}' 2>/dev/null)" = yes ] || continue
            docker service update --force --quiet --detach=false "$service" >/dev/null </dev/null ||
                say "$service does not start elsewhere before it stops here"
        done
}
