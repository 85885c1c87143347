#!/bin/sh
# reload.sh REVISION: has a new worker take over with the configuration that is there now, whose description is REVISION.
# Connections stay with the worker that has them; targets keep what their checks have found.
set -eu

ask() { echo "$1" | nc -U -N /run/haproxy.sock 2>/dev/null || true; }

haproxy -c -q -f /etc/haproxy/haproxy.cfg
# The last line about a target counts: what is known of it, or else that it is unchecked.
ask "show servers state" >/tmp/known.state
awk '
    NR == FNR { if (NF > 20 && $1 != "#") known[$2 " " $4] = $0; next }
    NF > 20 && $1 != "#" && ($2 " " $4) in known { print known[$2 " " $4]; next }
    { print }
' /tmp/known.state /etc/haproxy/unchecked.state >/etc/haproxy/servers.state
kill -USR2 1

tries=100
until ask "show info" | grep --quiet "^description: $1\$"; do
    tries=$((tries - 1))
    if [ "$tries" = 0 ]; then
        echo "error: the load balancer did not take over its new configuration" >&2
        exit 1
    fi
    sleep 0.1
done
