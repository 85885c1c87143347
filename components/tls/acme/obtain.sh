#!/usr/bin/env bash
# Has the certificates of a stack obtained that are missing, by the service SLIPWAY_SERVICE on the engine, and waits until
# the edges have them: exit 0 then, else 1 with what the authority said of each.
set -euo pipefail
. components/host/engine.sh

deadline=$((SECONDS + 60))
until id=$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$SLIPWAY_SERVICE" --filter health=healthy) && [ -n "$id" ]; do
    if [ $SECONDS -ge $deadline ]; then
        echo "the service $SLIPWAY_SERVICE, which has the certificates, does not run on the first server" >&2
        exit 1
    fi
    sleep 1
done
docker exec "${id%%$'\n'*}" python3 /slipway/acme.py obtain
