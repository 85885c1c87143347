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
        update_service "$id" --replicas 0 --label-add "slipway.quiesced=$(replicas_of "$id")" ||
            fail "$service could not be stopped: $refusal"
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

# Brings back what this or an earlier deployer stopped; fails when one of them does not come, with the reason in not_restored.
restore_quiesced() {
    local ids id stopped=0
    ids=$(docker service ls --quiet --filter "label=com.docker.stack.namespace=$SLIPWAY_STACK" --filter label=slipway.quiesced) || {
        not_restored='the engine does not tell which services rest, so none is started again: deploy again'
        say "$not_restored"
        return 1
    }
    for id in $ids; do
        restore_service "$id" || stopped=1
    done
    return $stopped
}

restore_service() { # id
    local service replicas='' mend='deploy again'
    refusal='the engine does not tell its replicas'
    service=$(docker service inspect "$1" --format '{{index .Spec.Labels "slipway.service"}}') || service=$1
    if replicas=$(replicas_of "$1") && update_service "$1" --replicas "$replicas" --label-rm slipway.quiesced; then
        say "$service runs again"
        return 0
    fi
    [ -z "$replicas" ] || mend+=", or docker service update --replicas $replicas --label-rm slipway.quiesced $1"
    not_restored="$service could not be started again ($refusal) and does not run: $mend"
    say "$not_restored"
    return 1
}

# Changes a service; again where somebody else changes it at the same time. Why it could not is in refusal.
update_service() { # id, options
    local id=$1
    shift
    for _ in 1 2 3 4 5; do
        if refusal=$(docker service update --detach --quiet "$@" "$id" 2>&1); then return 0; fi
        refusal=${refusal##*$'\n'}
        sleep 0.5
    done
    return 1
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
