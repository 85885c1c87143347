#!/usr/bin/env bash
# Removes the job of a deployer that was killed; there is none otherwise. SLIPWAY_STACK, SLIPWAY_SERVICE: its name.
set -euo pipefail
. toolchain/path.sh
. components/release/swarm-service.sh
. components/migration/job.sh

exists || exit 0
remove_job || fail "its container has not stopped after 60s"
