#!/usr/bin/env bash
# Takes the routes away from the proxies; components/cutover/remove.ts says how.
set -euo pipefail

exec node --require tsx/cjs components/cutover/remove.ts
