#!/usr/bin/env bash
# Removes SLIPWAY_FILE, with what a killed place-file.sh has left of it, and the folders that held it when nothing else is
# in there: a stack's, and a proxy's in it.
set -euo pipefail
rm -f "$SLIPWAY_FILE" "$SLIPWAY_FILE".placing.??????
folder=$(dirname "$SLIPWAY_FILE")
rmdir "$folder" "$(dirname "$folder")" 2>/dev/null || true
