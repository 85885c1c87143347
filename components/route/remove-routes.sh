#!/usr/bin/env bash
# Takes the routes away from the proxies whose folders SLIPWAY_FOLDERS lists, with a colon between each two.
set -euo pipefail

IFS=: read -ra folders <<<"$SLIPWAY_FOLDERS"
for folder in "${folders[@]}"; do
    rm -f "$folder/traffic.yaml"
done
