#!/bin/sh
# As in the official image: options and a configuration file go to redis-server, which runs as user redis and
# answers other containers too unless a configuration file says otherwise.
set -eu

case "${1:-}" in
    -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "${1:-}" = redis-server ]; then
    if [ "$(id -u)" = 0 ]; then
        find . ! -user redis -exec chown redis:redis {} +
        exec setpriv --reuid redis --regid redis --clear-groups "$0" "$@"
    fi
    umask 0077
    case "${2:-}" in
        *.conf) ;;
        *)
            shift
            set -- redis-server --protected-mode no "$@"
            ;;
    esac
fi

exec "$@"
