#!/usr/bin/env bash
# Sends SLIPWAY_IMAGE from the engine at SLIPWAY_FROM to the one at hand; components/image/send/main.ts says how.
set -euo pipefail
. components/host/engine.sh

exec node --require tsx/cjs components/image/send/main.ts
