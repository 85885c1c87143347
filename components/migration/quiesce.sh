# shellcheck shell=bash disable=SC2154
# To be sourced: services that must not work while the database changes. How many replicas a service had stands on the
# service itself, so that whoever deploys next brings it back, should this deployer be killed.

quiesce() {
    local service id
    for service in $SLIPWAY_QUIESCE; do
        id=$(service_id "$service")
        # The first deploy has nothing to stop.
        [ -n "$id" ] || continue
        say "$service stops until the database is migrated"
        docker service update --detach --quiet --replicas 0 --label-add "slipway.quiesced=$(replicas_of "$id")" "$id" >/dev/null
    done
    for service in $SLIPWAY_QUIESCE; do
        id=$(service_id "$service")
        [ -n "$id" ] || continue
        await_stopped "$(docker service inspect "$id" --format '{{.Spec.Name}}')" "$SLIPWAY_TIMEOUT" ||
            fail "$service has not stopped after ${SLIPWAY_TIMEOUT}s"
    done
}

# Waits until a service has no container that runs.
await_stopped() { # name on the engine, seconds
    local deadline=$((SECONDS + $2))
    while [ -n "$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$1")" ]; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.2
    done
}

# Brings back what this or an earlier deployer stopped.
restore_quiesced() {
    local id
    docker service ls --quiet --filter "label=com.docker.stack.namespace=$SLIPWAY_STACK" --filter label=slipway.quiesced |
        while read -r id; do
            docker service update --detach --quiet --replicas "$(replicas_of "$id")" --label-rm slipway.quiesced "$id" >/dev/null &&
                say "$(docker service inspect "$id" --format '{{index .Spec.Labels "slipway.service"}}') runs again"
        done
}

# The engine's id of a service of the compose file, whatever its name there; nothing when it is not deployed.
service_id() { # service
    docker service ls --quiet --filter "label=com.docker.stack.namespace=$SLIPWAY_STACK" --filter "label=slipway.service=$1" | head -1
}

# How many replicas a service is to have when it is not stopped.
replicas_of() { # id
    docker service inspect "$1" \
        --format '{{with index .Spec.Labels "slipway.quiesced"}}{{.}}{{else}}{{.Spec.Mode.Replicated.Replicas}}{{end}}'
}
