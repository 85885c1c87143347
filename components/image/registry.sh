# shellcheck shell=bash
# To be sourced: lets docker use the registry SLIPWAY_REGISTRY as SLIPWAY_REGISTRY_USER, when there is one. The password
# goes by a file that nobody else can read; forget_registry takes it away.

registry_folder=''
if [ -n "${SLIPWAY_REGISTRY_USER:-}" ]; then
    registry_folder=$(umask 077 && mktemp -d)
    printf '{"auths":{"%s":{"auth":"%s"}}}' "$SLIPWAY_REGISTRY" \
        "$(printf '%s:%s' "$SLIPWAY_REGISTRY_USER" "$SLIPWAY_REGISTRY_PASSWORD" | base64 --wrap=0)" >"$registry_folder/config.json"
    export DOCKER_CONFIG=$registry_folder
fi

forget_registry() {
    [ -z "$registry_folder" ] || rm -rf "$registry_folder"
}
