#!/usr/bin/env bash
# Removes SLIPWAY_FILE, and the folders that held it when nothing else is in there: a stack's, and a proxy's in it.
set -euo pipefail
rm -f "$SLIPWAY_FILE"
folder=$(dirname "$SLIPWAY_FILE")
rmdir "$folder" "$(dirname "$folder")" 2>/dev/null || true
