# shellcheck shell=bash
# To be sourced: the pinned command line tools, and the engine that they talk to: the one at DOCKER_HOST, or that of the
# server SLIPWAY_HOST with the public host key SLIPWAY_HOST_KEY.
. toolchain/path.sh
if [ -n "${SLIPWAY_HOST:-}" ]; then
    . components/host/connection.sh
    if ! open_connection "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY"; then
        echo "server $SLIPWAY_HOST cannot be reached by SSH: what it said is above" >&2
        exit 1
    fi
    export DOCKER_HOST=unix://$engine_socket
fi
