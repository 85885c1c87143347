#!/usr/bin/env bash
# Runs a script on a server, as Slipway's user there: on-server.sh ADDRESS HOSTKEY SCRIPT. Standard input and the exit status
# are the script's; 255 with ssh's message when the server cannot be reached.
set -euo pipefail
. components/host/connection.sh

open_connection "$1" "$2" || exit 255
exec ssh "${ssh_options[@]}" slipway -- "bash -c $(printf %q "$3")"
