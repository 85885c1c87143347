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

message=$(docker image push --quiet "$SLIPWAY_IMAGE" 2>&1) || fail "$(registry_reason "${message##*$'\n'}")"
digest=$(docker image inspect "$SLIPWAY_IMAGE" --format '{{range .RepoDigests}}{{println .}}{{end}}' |
    grep -F -m1 "${SLIPWAY_IMAGE%:*}@" || true)
[ -n "$digest" ] || fail "the engine does not tell by which digest the registry knows it"
printf '%s' "${digest##*@}"
