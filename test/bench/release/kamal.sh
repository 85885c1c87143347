#!/usr/bin/env bash
# Takes the steps of `kamal deploy` on a server, as Kamal's own sources have them, without its lock, its SSH and its
# registry: a new container, traffic by kamal-proxy once it is healthy, the old one drained and stopped, older ones
# pruned. A container has the 5 seconds to stop that the compose file gives it.
# SERVICE, NETWORK, PROXY: names. IMAGE: what to run.
set -euo pipefail

version=${IMAGE##*:}
name=$SERVICE-web-$version

container_of() { # name
    docker container ls --all --filter "name=^$1\$" --quiet
}

if [ -n "$(container_of "$name")" ]; then
    docker rename "$name" "${name}_replaced_$(od -An -N8 -tx1 /dev/urandom | tr -d ' \n')"
fi
old=$(docker ps --latest --format '{{.Names}}' --filter "label=service=$SERVICE" --filter status=running)

docker run --detach --restart unless-stopped --name "$name" --network "$NETWORK" --memory 64m \
    --env KAMAL_CONTAINER_NAME="$name" --env KAMAL_VERSION="$version" --log-opt max-size=10m \
    --label "service=$SERVICE" --label role=web "$IMAGE"
docker exec "$PROXY" kamal-proxy deploy "$SERVICE" --target="$(container_of "$name"):8000" \
    --deploy-timeout=30s --drain-timeout=30s --health-check-path=/health --buffer-requests --buffer-responses \
    --log-request-header=Cache-Control --log-request-header=Last-Modified --log-request-header=User-Agent
[ -z "$old" ] || container_of "$old" | xargs docker stop --time 5

ended=(--filter status=created --filter status=exited --filter status=dead)
docker ps --quiet --all --filter "label=service=$SERVICE" "${ended[@]}" |
    tail -n +6 | xargs --no-run-if-empty docker rm
