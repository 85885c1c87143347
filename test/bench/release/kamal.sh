#!/usr/bin/env bash
# Takes the steps of `kamal deploy --skip-push` on a server, for a role behind kamal-proxy: the commands that Kamal
# 2.12.0 runs there, in its order and with its defaults, so without hooks, assets, error pages and certificates. What
# an app has to say for itself is said: its port, the path of its health check, its memory, and the 5 seconds to stop
# that the compose file gives it.
# Left out is
# - what needs SSH: the way to each command. The env file, which Kamal uploads, is written here.
# - what needs a registry: `docker login`, `docker pull`, and the `docker image rm` that makes room for the pull.
# - the deploy lock, a folder on the first server; and what Kamal does with an answer, where the deployer is: it refuses
#   a proxy older than 0.9.2.
# - the label `service` of the image, with which Kamal builds it and the bench does not: it is looked for as Kamal does,
#   but nothing fails without it, and the pruning of images finds none.
# What Kamal keeps in its user's home is in a folder that goes at the end.
# SERVICE, NETWORK, PROXY: names. IMAGE: what to run.
# No pipefail: Kamal's commands run in a shell without it.
set -eu

host=localhost
role=$SERVICE-web
version=${IMAGE##*:}
repository=${IMAGE%:*}
latest=$repository:latest
of_service=(--filter "label=service=$SERVICE")
of_role=("${of_service[@]}" --filter label=destination= --filter label=role=web)
active=(--filter status=running --filter status=restarting)

audit() { # what happens
    mkdir -p .kamal && printf '[%(%FT%T%z)T] [bench] %s\n' -1 "$1" >>".kamal/$SERVICE-audit.log"
}

container_of() { # version
    docker container ls --all --filter "name=^$role-$1\$" --quiet
}

versions() { # names of containers come in
    while read -r line; do echo "${line#"$role"-}"; done
}

running_version() {
    {
        docker ps --latest --format '{{.Names}}' "${of_role[@]}" "${active[@]}" \
            --filter "ancestor=$(docker image ls --filter "reference=$latest" --format '{{.ID}}')"
        docker ps --latest --format '{{.Names}}' "${of_role[@]}" "${active[@]}"
    } | head -1 | versions
}

stop() { # version
    container_of "$1" | xargs docker stop -t 5 || true
}

start() {
    docker run --detach --restart unless-stopped --name "$role-$version" --network "$NETWORK" \
        --hostname "$host-$(printf %04x $RANDOM $RANDOM $RANDOM)" \
        --env KAMAL_CONTAINER_NAME="$role-$version" --env KAMAL_VERSION="$version" --env KAMAL_HOST="$host" \
        --env-file "$env/web.env" --log-opt max-size=10m \
        --label "service=$SERVICE" --label role=web --label destination --memory 64m "$IMAGE" || return
    local endpoint
    endpoint=$(container_of "$version")
    [ -n "$endpoint" ] || return
    docker exec "$PROXY" kamal-proxy deploy "$role" --target="$endpoint:8000" --deploy-timeout=30s --drain-timeout=30s \
        --health-check-path=/health --buffer-requests --buffer-responses --log-request-header=Cache-Control \
        --log-request-header=Last-Modified --log-request-header=User-Agent
}

used_images() {
    docker container ls -a --format '{{.Image}}\|' "${of_service[@]}" | tr -d '\n'
}

home=$(mktemp -d)
trap 'rm -r "$home"' EXIT
cd "$home"

# kamal build pull
audit "Pulled image with version $version"
docker inspect -f '{{ .Config.Labels.service }}' "$IMAGE" | grep -x "$SERVICE" || true

# kamal proxy boot
created=$(docker network create "$NETWORK" 2>&1) || [[ $created == *"already exists"* ]] || {
    echo "$created"
    exit 1
}
docker inspect "$PROXY" --format '{{.Config.Image}}' | awk -F: '{print $NF}'
mkdir -p .kamal/proxy/apps-config
docker container start "$PROXY"

# kamal app stale_containers --stop
mapfile -t there < <(docker ps "${of_role[@]}" --format '{{.Names}}' | versions)
old=$(running_version)
for stale in "${there[@]}"; do
    [ "$stale" = "$old" ] || stop "$stale"
done

# kamal app boot
if [ -n "$(container_of "$version")" ]; then
    replaced=${version}_replaced_$(printf %04x $RANDOM $RANDOM $RANDOM $RANDOM)
    audit "Renaming container $version to $replaced"
    docker rename "$role-$version" "$role-$replaced"
fi
old=$(running_version)
audit "Booted app version $version"
env=.kamal/apps/$SERVICE/env/roles
mkdir -p "$env"
echo >"$env/web.env"
chmod 600 "$env/web.env"
if ! start; then
    container_of "$version" | xargs docker logs --timestamps 2>&1 || true
    container_of "$version" | xargs docker inspect --format '{{json .State.Health}}' || true
    stop "$version"
    exit 1
fi
[ -z "$old" ] || stop "$old"
audit "Tagging $IMAGE as the latest image"
docker tag "$IMAGE" "$latest"

# kamal prune all
audit "Pruned containers"
docker ps -q -a "${of_service[@]}" --filter status=created --filter status=exited --filter status=dead |
    tail -n +6 | while read -r container; do docker rm "$container"; done
audit "Pruned images"
docker image prune --force "${of_service[@]}"
docker image ls "${of_service[@]}" --format '{{.ID}} {{.Repository}}:{{.Tag}}' |
    grep -v -w "$(used_images)$latest\|$repository:<none>" |
    while read -r _ tag; do docker rmi "$tag"; done
