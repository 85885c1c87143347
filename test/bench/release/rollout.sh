#!/usr/bin/env bash
# Takes the steps of docker-rollout (github.com/wowu/docker-rollout), in its order and with its pauses: as many new
# containers of a compose service beside the old ones, healthy; then the old ones drained, stopped, removed.
# COMPOSE_PROJECT_NAME and COMPOSE_FILE say which project.
set -euo pipefail
service=$1

containers() {
    docker-compose ps --quiet "$service"
}

healthy() { # container
    [ "$(docker inspect "$1" --format '{{.State.Health.Status}}')" = healthy ]
}

mapfile -t old < <(containers)
if [ ${#old[@]} -eq 0 ]; then
    exec docker-compose up --detach --wait
fi

docker-compose up --detach --scale "$service=$((2 * ${#old[@]}))" --no-recreate "$service"
mapfile -t new < <(containers | grep -vxF "$(printf '%s\n' "${old[@]}")")
deadline=$((SECONDS + 60))
for container in "${new[@]}"; do
    until healthy "$container"; do
        [ $SECONDS -lt $deadline ] || exit 1
        sleep 1
    done
done

hook=$(docker inspect "${old[0]}" --format '{{index .Config.Labels "docker-rollout.pre-stop-hook"}}')
if [ -n "$hook" ]; then
    for container in "${old[@]}"; do docker exec "$container" sh -c "$hook" & done
    wait
fi
docker stop "${old[@]}"
docker rm "${old[@]}"
