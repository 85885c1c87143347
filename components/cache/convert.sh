#!/bin/sh
# Runs in a container of Redis: has the server write its data as an append-only file, or as a snapshot, beside the files
# that it has. Those stay as good as they were: whatever becomes of the release, the version before reads them.
set -eu
kind=$1
folder=$2
# Says `alone` where no version runs that could come back.
company=${3:-}
# Says that there may be files of both kinds, of which the older are out of date.
switched=$folder/slipway-switched
config=/run/secrets/slipway-redis.conf
client=$(command -v redis-cli || command -v valkey-cli)
if [ -e $config ]; then
    REDISCLI_AUTH=$(sed -n 's/^requirepass //p' $config)
    export REDISCLI_AUTH
fi

ask() {
    "$client" "$@" 2>&1 | tr -d '\r'
}

must() {
    answer=$(ask "$@")
    [ "$answer" = OK ] || { echo "redis: $answer" >&2 && exit 1; }
}

info() { # field
    ask info persistence | sed -n "s/^$1://p"
}

tries=0
while answer=$(ask ping) && [ "$answer" != PONG ]; do
    case "$answer" in NOAUTH*) echo "redis: it asks for a password that Slipway does not know" >&2 && exit 1 ;; esac
    tries=$((tries + 1))
    [ $tries -lt 300 ] || { echo "redis: $answer" >&2 && exit 1; }
    sleep 0.2
done

case "$kind $(info aof_enabled)" in
    "aof 0")
        touch "$switched"
        # Files from before, which may be out of date, are replaced once the new ones are whole.
        must config set appendonly yes
        while [ "$(info aof_rewrite_in_progress)$(info aof_rewrite_scheduled)" != 00 ]; do sleep 0.2; done
        [ "$(info aof_last_bgrewrite_status)" = ok ] || { echo "redis: the append-only file cannot be written" >&2 && exit 1; }
        [ "$company" != alone ] || rm "$switched"
        ;;
    "rdb 1")
        touch "$switched"
        # What is written after this snapshot goes into the one that it makes when it stops, and into the other file.
        must config set save "3600 1 300 100 60 10000"
        must save
        ;;
esac
