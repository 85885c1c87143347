#!/usr/bin/env bash
# Runs on a server and tells in one line how far cloud-init is: "running" and the stage; "done"; or "failed" and the
# modules that did, as cloud-init calls them, with the end of its log in the lines after. It reads the files that cloud-init
# keeps for that: its own command takes a second of a busy processor.
#
# SLIPWAY_ROOT: the folder that the server's files lie in; none: /.
set -euo pipefail
root=${SLIPWAY_ROOT:-}
folder=$root/run/cloud-init

if [ ! -d "$folder" ] || [ -e "$folder/disabled" ]; then
    echo "done"
elif [ ! -e "$folder/result.json" ]; then
    stage=$(grep --only-matching '"stage": "[^"]*"' "$folder/status.json" 2>/dev/null) || true
    stage=${stage#*: \"} stage=${stage%\"}
    echo "running ${stage:-start}"
else
    errors=$(tr --squeeze-repeats '\n ' ' ' <"$folder/result.json" | sed -n 's/.*"errors": \[ *\(.*[^ ]\) *\].*/\1/p')
    if [ -z "$errors" ]; then
        echo "done"
    else
        echo "failed $errors"
        # Without its tables of addresses and keys.
        sudo grep -v '^ci-info:' "$root/var/log/cloud-init-output.log" | tail -n 15 || true
    fi
fi
