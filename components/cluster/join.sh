#!/usr/bin/env bash
# Makes the server SLIPWAY_HOST a node of the stack's swarm, in the role SLIPWAY_ROLE (manager or worker), and labels it. It
# does so by way of the manager SLIPWAY_MANAGER with the host key SLIPWAY_MANAGER_KEY; where that is the server itself, it
# makes the swarm.
#
# SLIPWAY_TITLE: the server's name. SLIPWAY_PRIVATE: its address in the private network. SLIPWAY_DATA: yes where the data lie.
set -euo pipefail
. components/host/engine.sh
. components/cluster/nodes.sh

state=$(docker info --format '{{.Swarm.LocalNodeState}}')
if [ "$SLIPWAY_HOST" = "$SLIPWAY_MANAGER" ]; then
    # Neither the private network (10.0.0.0/8) nor the engine's own bridges (172.20.0.0/14).
    pool=(--default-addr-pool 172.24.0.0/13 --default-addr-pool-mask-length 24)
    [ "$state" = active ] ||
        docker swarm init --advertise-addr "$SLIPWAY_PRIVATE" --listen-addr "$SLIPWAY_PRIVATE:2377" "${pool[@]}" >/dev/null
else
    nodes=$(on_manager && docker node ls --quiet)
    if [ "$state" != active ] || ! grep -qxF "$(docker info --format '{{.Swarm.NodeID}}')" <<<"$nodes"; then
        # What it was in before knows it no more, or is another one.
        [ "$state" = inactive ] || leave_other
        join
    fi
fi
node=$(docker info --format '{{.Swarm.NodeID}}')
on_manager
await_node "$node"
forget_predecessors "$node"
role=$(docker node inspect "$node" --format '{{.Spec.Role}}')
labels=(
    --label-add "slipway.title=$SLIPWAY_TITLE"
    --label-add "slipway.address=$SLIPWAY_HOST"
    --label-add "slipway.host-key=$SLIPWAY_HOST_KEY"
    --label-add "slipway.data=${SLIPWAY_DATA:-no}"
)
[ "$role" = "$SLIPWAY_ROLE" ] || say "is a $SLIPWAY_ROLE now"
[ "$role/$SLIPWAY_ROLE" != manager/worker ] || demote_dead "$node"
docker node update --role "$SLIPWAY_ROLE" --availability active "${labels[@]}" "$node" >/dev/null
