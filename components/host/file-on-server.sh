#!/usr/bin/env bash
# Runs the script $1, which is about SLIPWAY_FILE and SLIPWAY_MODE, on the server SLIPWAY_HOST.
set -euo pipefail

about=$(printf 'export SLIPWAY_FILE=%q SLIPWAY_MODE=%q' "$SLIPWAY_FILE" "$SLIPWAY_MODE")
code=0
bash components/host/on-server.sh "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY" "$about; $(cat "$1")" || code=$?
if [ $code = 255 ] && [ "$1" = components/host/remove-file.sh ]; then
    # One that is gone has the file no more.
    echo "server $SLIPWAY_HOST cannot be reached: $SLIPWAY_FILE stays there, if it is there" >&2
    exit 0
fi
exit $code
