#!/usr/bin/env bash
# Removes the service and waits until its containers are gone, so that its networks and secrets can go next.
# SLIPWAY_STACK, SLIPWAY_SERVICE, SLIPWAY_GENERATION: its name. SLIPWAY_REPLICATION: replicated, replicated-job or global.
# SLIPWAY_DRAIN: seconds for which it waits for what is open to end, before the service is told to stop.
set -euo pipefail
. components/host/engine.sh
. components/release/swarm-service.sh
. components/release/drain.sh

tasks=()
if [ "$SLIPWAY_REPLICATION" = replicated-job ]; then
    # Of one that is gone, a container may live on.
    exists || true
    remove_job stop || fail "its container has not stopped after 60s"
else
    exists || exit 0
    drain
    # Containers of other servers are known by their tasks only.
    [ -z "${SLIPWAY_HOST:-}" ] || mapfile -t tasks < <(job_tasks)
    docker service rm "$name" >/dev/null
fi
deadline=$((SECONDS + 60))
while [ -n "$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$name")$(live_tasks "${tasks[@]}")" ]; do
    [ $SECONDS -lt $deadline ] || fail "its containers have not stopped after 60s"
    sleep 0.2
done
# Ended ones the engine clears away in its own time, in which their volumes could not be removed.
docker ps --all --quiet --filter "label=com.docker.swarm.service.name=$name" | xargs --no-run-if-empty docker rm --force >/dev/null 2>&1 || true
