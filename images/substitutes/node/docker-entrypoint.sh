#!/bin/sh
# Options and script names go to node, as in the official image; a command runs as it is.
set -eu

case "${1:-}" in
    -*) set -- node "$@" ;;
    *) if [ "$#" -gt 0 ] && ! command -v "$1" >/dev/null; then set -- node "$@"; fi ;;
esac

exec "$@"
