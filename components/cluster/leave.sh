#!/usr/bin/env bash
# Leaves the swarm that Slipway made, once nothing runs on it any more.
set -euo pipefail
. components/host/engine.sh

label=$(docker node inspect self --format '{{index .Spec.Labels "slipway.swarm"}}' 2>/dev/null) || exit 0
[ "$label" = made ] || exit 0
# What another stack has made here, or is about to use.
used=$(
    docker service ls --quiet
    docker network ls --quiet --filter label=slipway.stack
    docker secret ls --quiet --filter label=slipway.stack
)
[ -n "$used" ] || docker swarm leave --force >/dev/null
