#!/bin/sh
# Options and Traefik's own commands go to traefik, as in the official image; anything else runs as it is.
set -eu

case "${1:-}" in
    -* | healthcheck | version) set -- traefik "$@" ;;
esac

exec "$@"
