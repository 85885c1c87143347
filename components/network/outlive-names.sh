#!/usr/bin/env bash
# Waits for as long as somebody may still know an address by a name that leads elsewhere now: SLIPWAY_SECONDS.
set -euo pipefail

echo "the old address serves for ${SLIPWAY_SECONDS}s more, until nobody knows it any longer" >&2
sleep "$SLIPWAY_SECONDS"
