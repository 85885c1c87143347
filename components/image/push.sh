#!/usr/bin/env bash
# Pushes SLIPWAY_IMAGE, which the engine at hand has, to the registry that its name begins with. Prints the digest by which
# it is known there.
set -euo pipefail
. components/host/engine.sh
. components/image/registry.sh
trap forget_registry EXIT

fail() { # reason
    echo "image $SLIPWAY_IMAGE could not be pushed (slipway:registry): $1" >&2
    exit 1
}

message=$(docker image push "$SLIPWAY_IMAGE" 2>&1) || fail "$(registry_reason "${message##*$'\n'}")"
# The image may have digests of other pushes, too: the registry may have been made anew since.
digest=$(sed -n 's/.*digest: \(sha256:[0-9a-f]\{64\}\).*/\1/p' <<<"$message" | tail -n 1)
[ -n "$digest" ] || fail "the engine does not tell by which digest the registry knows it"
printf '%s' "$digest"
