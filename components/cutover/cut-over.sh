#!/usr/bin/env bash
# Moves the requests of a stack to the generations that standard input names; components/cutover/main.ts says how.
set -euo pipefail
. components/host/engine.sh

exec node --require tsx/cjs components/cutover/main.ts
