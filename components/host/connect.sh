#!/usr/bin/env bash
# Opens the connection to the server SLIPWAY_HOST with the public host key SLIPWAY_HOST_KEY; prints the socket at which its
# engine answers on this machine.
set -euo pipefail
. components/host/connection.sh

open_connection "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY"
echo "$engine_socket"
