#!/usr/bin/env bash
# Takes the server SLIPWAY_HOST out of the stack's swarm: what runs there starts elsewhere first. One that cannot be reached
# any more is forgotten. Variables as in join.sh.
set -euo pipefail
. toolchain/path.sh
. components/host/connection.sh
. components/cluster/nodes.sh

if [ "$SLIPWAY_HOST" = "$SLIPWAY_MANAGER" ]; then
    # The last one: the swarm goes with it.
    bash components/host/on-server.sh "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY" 'timeout 60 docker swarm leave --force' >/dev/null ||
        say "cannot be told to leave the swarm, which goes with it"
    exit 0
fi
on_manager
node=$(node_at "$SLIPWAY_HOST")
[ -n "$node" ] || exit 0
say "leaves the swarm: what runs there starts elsewhere first"
state=$(docker node inspect "$node" --format '{{.Status.State}}')
[ "$state" != ready ] || move_away "$node"
docker node update --availability drain "$node" >/dev/null
[ "$state" != ready ] || await_drained "$node"
demote_dead "$node"
demote "$node"
# It may be in another one by now.
leave="[ \"\$(docker info --format '{{.Swarm.NodeID}}')\" != $node ] || timeout 60 docker swarm leave --force"
bash components/host/on-server.sh "$SLIPWAY_HOST" "$SLIPWAY_HOST_KEY" "$leave" >/dev/null ||
    say "cannot be told to leave; the swarm forgets it"
docker node rm --force "$node" >/dev/null
