#!/bin/sh
# As in the official image: options go to haproxy, which runs in the foreground as master and worker.
set -eu

case "${1:-}" in
    -*) set -- haproxy "$@" ;;
esac

if [ "${1:-}" = haproxy ]; then
    shift
    set -- haproxy -W -db "$@"
fi

exec "$@"
