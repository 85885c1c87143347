#!/usr/bin/env bash
# Writes standard input to SLIPWAY_FILE with the permission bits SLIPWAY_MODE. Written beside its place and renamed, so
# that a reader finds the old file or the new one, never half of it.
set -euo pipefail
umask 022
mkdir -p "$(dirname "$SLIPWAY_FILE")"
beside=$(mktemp "$SLIPWAY_FILE.XXXXXX")
trap 'rm -f "$beside"' EXIT
cat >"$beside"
chmod "$SLIPWAY_MODE" "$beside"
mv -f "$beside" "$SLIPWAY_FILE"
