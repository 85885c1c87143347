#!/usr/bin/env bash
# Prints those of the images given that are on the engine and have no sh, a line each.
set -euo pipefail
. components/host/engine.sh
. components/image/lacks-sh.sh

for image; do
    { ! lacks_sh "$image" || echo "$image"; } &
done
wait
