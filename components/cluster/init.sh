#!/usr/bin/env bash
# Makes the engine at DOCKER_HOST a swarm of one node, unless it is in a swarm already. A node label tells a swarm that
# Slipway made from one that was there before.
set -euo pipefail
. components/host/engine.sh

case "$(docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}}')" in
    "active true")
        exit 0
        ;;
    "active false")
        echo "the engine is a worker of a swarm: Slipway needs a manager; point slipway:engine at one" >&2
        exit 1
        ;;
    "locked "*)
        echo "the engine's swarm is locked: run docker swarm unlock, then try again" >&2
        exit 1
        ;;
esac
# On loopback only: a swarm of one needs no port open to others. Two at once: the second finds the first one's swarm.
if ! message=$(docker swarm init --advertise-addr 127.0.0.1 --listen-addr 127.0.0.1:2377 2>&1); then
    [ "$(docker info --format '{{.Swarm.LocalNodeState}}')" = active ] && exit 0
    echo "$message" >&2
    exit 1
fi
docker node update --label-add slipway.swarm=made "$(docker info --format '{{.Swarm.NodeID}}')" >/dev/null
