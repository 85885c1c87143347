#!/usr/bin/env bash
# Sends SLIPWAY_IMAGE from the engine at SLIPWAY_FROM to the one at hand, which keeps the layers that it has.
set -euo pipefail
. components/host/engine.sh

to=$DOCKER_HOST
! docker image inspect "$SLIPWAY_IMAGE" >/dev/null 2>&1 || exit 0
if ! message=$({ DOCKER_HOST=$SLIPWAY_FROM docker image save "$SLIPWAY_IMAGE" | DOCKER_HOST=$to docker image load --quiet; } 2>&1); then
    echo "image $SLIPWAY_IMAGE could not be sent: ${message##*$'\n'}" >&2
    exit 1
fi
