#!/usr/bin/env bash
# Writes standard input to SLIPWAY_FILE with the permission bits SLIPWAY_MODE. Written beside its place and renamed, so
# that a reader finds the old file or the new one, never half of it. What a killed run has left there goes.
set -euo pipefail
umask 022
mkdir -p "$(dirname "$SLIPWAY_FILE")"
rm -f "$SLIPWAY_FILE".placing.??????
beside=$(mktemp "$SLIPWAY_FILE.placing.XXXXXX")
trap 'rm -f "$beside"' EXIT
cat >"$beside"
chmod "$SLIPWAY_MODE" "$beside"
mv -f "$beside" "$SLIPWAY_FILE"
