import { expect } from "chai";
import type { ClusterNode } from "../../../../cli/servers/cluster-nodes";
import type { KnownServer } from "../../../../cli/servers/known-servers";
import { type ServerStatus, serverStatus } from "../../../../cli/servers/server-status";

function known(index: number, role: KnownServer["role"] = "manager"): KnownServer {
    const common = { hostKey: "ssh-ed25519 AAAA", privateKey: "KEY" };
    return { ...common, index, name: `shop-${index}`, host: `203.0.113.1${index}`, role };
}

function node(index: number, changes: Partial<ClusterNode> = {}): ClusterNode {
    return {
        ...{ id: `id${index}`, name: `shop-${index}`, address: `203.0.113.1${index}`, engine: "26.1.5" },
        ...{
            isManager: true,
            isLeader: false,
            hasVote: true,
            state: "ready",
            availability: "active",
            data: index === 0,
        },
        ...changes,
    };
}

function status(index: number, changes: Partial<ServerStatus> = {}): ServerStatus {
    return {
        ...{ name: `shop-${index}`, address: `203.0.113.1${index}`, role: "manager" as const, engine: "26.1.5" },
        ...{ state: "ready" as const, data: index === 0, ...changes },
    };
}

describe("the status of servers", () => {
    it("is that of the cluster's nodes, by their addresses", () => {
        const nodes = [node(2, { isManager: false }), node(1, { isLeader: true }), node(0)];
        expect(serverStatus([known(0), known(1), known(2)], nodes, new Map())).to.deep.equal([
            status(0),
            status(1, { role: "leader" }),
            status(2, { role: "worker" }),
        ]);
    });

    const states: readonly (readonly [ServerStatus["state"], Partial<ClusterNode>])[] = [
        ["ready", {}],
        ["drained", { availability: "drain" }],
        ["paused", { availability: "pause" }],
        ["down", { state: "down" }],
        ["down", { state: "unknown", availability: "drain" }],
    ];
    for (const [state, changes] of states) {
        it(`is ${state} with ${JSON.stringify(changes)}`, () => {
            expect(serverStatus([known(0)], [node(0, changes)], new Map())).to.deep.equal([status(0, { state })]);
        });
    }

    it("is absent where the cluster does not know the server", () => {
        expect(serverStatus([known(3, "worker")], [], new Map())).to.deep.equal([
            status(3, { role: "worker", engine: "", state: "absent" }),
        ]);
    });

    it("tells why one is not reached, and has no word of keys", () => {
        const [one] = serverStatus([known(1)], [node(1)], new Map([["203.0.113.11", "no answer"]]));
        expect(one).to.deep.equal(status(1, { unreached: "no answer" }));
    });

    it("has what the cluster has beside the servers that Pulumi made", () => {
        const other = node(7, { name: "somebodys", address: "", isManager: false });
        expect(serverStatus([known(0)], [node(0), other], new Map())).to.deep.equal([
            status(0),
            status(7, { name: "somebodys", address: "", role: "worker" }),
        ]);
    });
});
