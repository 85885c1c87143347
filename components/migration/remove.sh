#!/usr/bin/env bash
# Removes the job of a deployer that was killed; there is none otherwise. SLIPWAY_STACK, SLIPWAY_SERVICE: its name.
set -euo pipefail
. components/host/engine.sh
. components/release/swarm-service.sh

# Of one that is gone, a container may live on.
exists || true
remove_job kill || fail "its container has not stopped after 60s"
