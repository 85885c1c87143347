#!/usr/bin/env bash
# Pushes SLIPWAY_IMAGE, which the engine at hand has, to the registry that its name begins with.
set -euo pipefail
. components/host/engine.sh
. components/image/registry.sh
trap forget_registry EXIT

if ! message=$(docker image push --quiet "$SLIPWAY_IMAGE" 2>&1); then
    echo "image $SLIPWAY_IMAGE could not be pushed (slipway:registry): ${message##*$'\n'}" >&2
    exit 1
fi
