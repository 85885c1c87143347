#!/usr/bin/env bash
# Leaves the swarm that Slipway made, once nothing runs on it any more.
set -euo pipefail
. toolchain/path.sh

label=$(docker node inspect self --format '{{index .Spec.Labels "slipway.swarm"}}' 2>/dev/null) || exit 0
if [ "$label" = made ] && [ -z "$(docker service ls --quiet)" ]; then
    docker swarm leave --force >/dev/null
fi
