#!/usr/bin/env bash
# Removes SLIPWAY_FILE, and the folder that held it when nothing else is in there.
set -euo pipefail
rm -f "$SLIPWAY_FILE"
rmdir --ignore-fail-on-non-empty "$(dirname "$SLIPWAY_FILE")" 2>/dev/null || true
