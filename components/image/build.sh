#!/usr/bin/env bash
# Builds SLIPWAY_IMAGE from SLIPWAY_CONTEXT and labels it with version, commit and build time; prints its id. Quiet, because
# Pulumi would repeat every line at its end; when the build fails, the end of its output is the error.
set -euo pipefail
. components/host/engine.sh

# Built before, from the same, or it would be made anew and not again: where the engine has it still, it stays as it is.
if [ -n "${PULUMI_COMMAND_STDOUT:-}" ] && docker image inspect "$SLIPWAY_IMAGE" --format '{{.Id}}' 2>/dev/null; then
    exit 0
fi

commit=$(git -C "$SLIPWAY_CONTEXT" log -1 --format=%H -- . 2>/dev/null || true)
if [ -n "$commit" ] && [ -n "$(git -C "$SLIPWAY_CONTEXT" status --porcelain -- . 2>/dev/null)" ]; then
    commit=$commit-dirty
fi
built=$(date -u +%Y-%m-%dT%H:%M:%SZ)
options=(
    --tag "$SLIPWAY_IMAGE"
    --file "$SLIPWAY_CONTEXT/$SLIPWAY_DOCKERFILE"
    --label "org.opencontainers.image.version=$SLIPWAY_VERSION"
    --label "org.opencontainers.image.revision=${commit:-unknown}"
    --label "org.opencontainers.image.created=$built"
    # For Dockerfiles that want to know; they are no part of what the image is built from.
    --build-arg "SLIPWAY_VERSION=$SLIPWAY_VERSION"
    --build-arg "SLIPWAY_COMMIT=${commit:-unknown}"
    --build-arg "SLIPWAY_BUILT_AT=$built"
)
[ -z "$SLIPWAY_TARGET" ] || options+=(--target "$SLIPWAY_TARGET")
[ -z "$SLIPWAY_PLATFORM" ] || options+=(--platform "$SLIPWAY_PLATFORM")
while IFS='=' read -r -d '' name value; do
    case $name in SLIPWAY_ARG_*) options+=(--build-arg "${name#SLIPWAY_ARG_}=$value") ;; esac
done < <(env -0)

# BuildKit needs a plugin of the docker command line; without it the engine's own builder does the work.
docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
if ! output=$(docker build "${options[@]}" "$SLIPWAY_CONTEXT" 2>&1); then
    printf 'image %s could not be built; the end of the build:\n' "$SLIPWAY_IMAGE" >&2
    tail -n 30 <<<"$output" | cut -c1-400 | sed 's/^/    /' >&2
    case "$output" in
        *"exec format error"*)
            own=$(docker version --format '{{.Server.Os}}/{{.Server.Arch}}')
            echo "this engine ($own) cannot run programs for ${SLIPWAY_PLATFORM:-the platform of the base image}: have it emulate them (docker run --privileged --rm tonistiigi/binfmt --install all), or deploy from a machine that needs not" >&2
            ;;
        *"no match for platform"* | *"does not match the specified platform"* | *"no matching manifest for"*)
            echo "its base image is not there for ${SLIPWAY_PLATFORM:-this platform}: build upon one that is" >&2
            ;;
    esac
    exit 1
fi
read -r id platform < <(docker image inspect "$SLIPWAY_IMAGE" --format '{{.Id}} {{.Os}}/{{.Architecture}}')
if [ -n "$SLIPWAY_PLATFORM" ] && [[ $SLIPWAY_PLATFORM/ != "$platform"/* ]]; then
    echo "image $SLIPWAY_IMAGE came out for $platform instead of $SLIPWAY_PLATFORM: does its Dockerfile name another in FROM --platform?" >&2
    exit 1
fi
echo "$id"
