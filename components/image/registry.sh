# shellcheck shell=bash
# To be sourced: lets docker use the registry SLIPWAY_REGISTRY as SLIPWAY_REGISTRY_USER, when there is one. The password
# goes by a file that nobody else can read; forget_registry takes it away.

registry_folder=''
if [ -n "${SLIPWAY_REGISTRY_USER:-}" ]; then
    registry_folder=$(umask 077 && mktemp -d)
    registry_key=$SLIPWAY_REGISTRY
    # The name by which docker looks up a login to Docker Hub.
    [ "$registry_key" != docker.io ] || registry_key=https://index.docker.io/v1/
    printf '{"auths":{"%s":{"auth":"%s"}}}' "$registry_key" \
        "$(printf '%s:%s' "$SLIPWAY_REGISTRY_USER" "$SLIPWAY_REGISTRY_PASSWORD" | base64 | tr -d '\n')" >"$registry_folder/config.json"
    export DOCKER_CONFIG=$registry_folder
fi

forget_registry() {
    [ -z "$registry_folder" ] || rm -rf "$registry_folder"
}

# Puts what can be done beside what docker said when a registry did not do as it was asked.
registry_reason() { # docker's last line
    local set="pulumi config set --secret --path 'slipway:registry.password'" mend=''
    case "$1" in
        *"no basic auth credentials"* | *nauthorized* | *"authentication required"* | *"incorrect username or password"*)
            if [ -n "${SLIPWAY_REGISTRY_USER:-}" ]; then
                mend="$SLIPWAY_REGISTRY does not take slipway:registry.user $SLIPWAY_REGISTRY_USER with slipway:registry.password, as far as it is asked: $set"
            else
                mend="its registry asks who it is: set slipway:registry.user, and $set"
            fi
            ;;
        *denied*)
            mend="the registry has it not, or does not let slipway:registry.user have it: look there for the rights of ${SLIPWAY_REGISTRY_USER:-nobody}; what is built here and is gone, ./slipway up brings again"
            ;;
        *"manifest unknown"* | *"manifest for "*" not found"* | *"repository does not exist"*)
            mend="the registry does not have it, any more perhaps: what is built here, ./slipway up brings again"
            ;;
        *"certificate signed by unknown authority"* | *x509:* | *"server gave HTTP response"*)
            mend="the server does not trust the registry's certificate: it takes one that everybody trusts"
            ;;
        *"no such host"* | *"connection refused"* | *"i/o timeout"* | *"no route to host"* | *"network is unreachable"* | *"request canceled"* | *"deadline exceeded"*)
            mend="the server does not reach the registry: is slipway:registry.address right, does it run, and does it let the servers in?"
            ;;
        *"no space left on device"* | *"HTTP status: 5"* | *"internal server error"* | *"unknown: unknown error"* | *"toomanyrequests"*)
            mend="the registry answers, but has a trouble of its own, such as a disk that is full: see its log, make room, and run it again"
            ;;
    esac
    echo "${mend:+$mend }${mend:+(}$1${mend:+)}"
}
