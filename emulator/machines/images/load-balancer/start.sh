#!/bin/sh
# Starts the load balancer: no target serves before it has passed its checks.
set -eu

cp /etc/haproxy/unchecked.state /etc/haproxy/servers.state
# A master and a worker: the master lives on while workers come and go.
exec haproxy -W -db -f /etc/haproxy/haproxy.cfg
