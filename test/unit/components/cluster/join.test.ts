import { expect } from "chai";
import { addressOf, hostKey } from "../host/rented";
import { FakeSwarm } from "./fake-swarm";

const token = "SWMTKN-1-sesame";
const silent = { code: 0, stdout: "", stderr: "" };

/** How a server becomes what it is in its swarm. */
const labelled = (index: number, role: string) =>
    [
        `server 0: node update --role ${role} --availability active`,
        `--label-add slipway.title=shop-${index} --label-add slipway.address=${addressOf(index)}`,
        `--label-add slipway.host-key=${hostKey.publicKey} --label-add slipway.data=${index === 0 ? "yes" : "no"}`,
        `node-${index}`,
    ].join(" ");
const told =
    `curl on ${addressOf(1)}: --silent --show-error --max-time 90 --unix-socket /var/run/docker.sock ` +
    "--header Content-Type: application/json --data @- http://engine/swarm/join";
const initialised =
    "server 0: swarm init --advertise-addr 10.0.0.10 --listen-addr 10.0.0.10:2377 " +
    "--default-addr-pool 172.24.0.0/13 --default-addr-pool-mask-length 24";
const left = ["server 1: swarm leave --force", `sudo on ${addressOf(1)}: systemctl restart docker`];
const noLeader =
    "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online.";
const asked = "server 0: swarm join-token --quiet worker";

describe("a server that joins", () => {
    let swarm: FakeSwarm;

    beforeEach(() => {
        swarm = new FakeSwarm(2);
        swarm
            .engine(0)
            .answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" })
            .answer("info --format {{.Swarm.NodeAddr}}", { out: "10.0.0.10\n" })
            .answer("info --format {{.Swarm.NodeID}}", { out: "node-0\n" })
            .answer("node ls --quiet", { out: "node-0\nnode-1\nnode-2\n" })
            .answer("node inspect * --format {{.Status.State}}", { out: "ready\n" })
            .answer("node inspect * --format {{.Spec.Role}}", { out: "manager\n" })
            .answer("node inspect --format *", {
                out: "node-0 ready shop-0\nnode-1 ready shop-1\nnode-2 down shop-2\n",
            })
            .answer("node update *", { out: "node-1\n" })
            .answer("swarm init *", { out: `Swarm initialized. To add a worker: --token ${token}\n` })
            .answer("swarm join-token --quiet worker", { out: `${token}\n` });
        swarm
            .engine(1)
            .answer("info --format {{.Swarm.LocalNodeState}}", { out: "inactive\n" })
            .answer("info --format {{.Swarm.NodeID}}", { out: "node-1\n" })
            .answer("swarm leave --force", { out: "Node left the swarm.\n" });
    });
    afterEach(() => swarm.remove());

    it("makes the swarm where it is the first, on the private network", async () => {
        swarm.engine(0).answer("info --format {{.Swarm.LocalNodeState}}", { out: "inactive\n" });
        expect(await swarm.run("join.sh", 0)).to.deep.equal(silent);
        expect(swarm.changes).to.deep.equal([initialised, labelled(0, "manager")]);
        expect(swarm.ssh.connections).to.have.lengthOf(1);
    });

    it("joins by way of the first, with a token that no process list shows", async () => {
        expect(await swarm.run("join.sh", 1)).to.deep.equal(silent);
        expect(swarm.changes).to.deep.equal([asked, told, labelled(1, "manager")]);
        expect(swarm.posted).to.deep.equal({
            ...{ JoinToken: token, RemoteAddrs: ["10.0.0.10:2377"] },
            ...{ AdvertiseAddr: "10.0.0.11", ListenAddr: "10.0.0.11:2377" },
        });
        expect(swarm.words).not.to.contain("sesame");
    });

    it("is only labelled anew where it is a node already", async () => {
        swarm.engine(1).answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" });
        for (const index of [0, 1]) expect(await swarm.run("join.sh", index)).to.deep.equal(silent);
        expect(swarm.changes).to.deep.equal([labelled(0, "manager"), labelled(1, "manager")]);
    });

    for (const [title, state, ids] of [
        ["its swarm has forgotten it", "error", ["node-1"]],
        ["it is stuck on its way into a swarm", "pending", ["node-1"]],
        ["it is in the swarm of a first one that is gone", "active", ["node-9", "node-1"]],
    ] as const) {
        it(`leaves and joins where ${title}`, async () => {
            swarm.engine(1).answer("info --format {{.Swarm.LocalNodeState}}", { out: `${state}\n` });
            for (const id of ids.toReversed()) {
                swarm.engine(1).answer("info --format {{.Swarm.NodeID}}", { out: `${id}\n`, times: 1 });
            }
            expect(await swarm.run("join.sh", 1)).to.deep.equal(silent);
            expect(swarm.changes).to.deep.equal([...left, asked, told, labelled(1, "manager")]);
        });
    }

    for (const [before, after] of [
        ["worker", "manager"],
        ["manager", "worker"],
    ] as const) {
        it(`is told of that becomes a ${after} instead of a ${before}`, async () => {
            swarm.engine(1).answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" });
            swarm.engine(0).answer("node inspect * --format {{.Spec.Role}}", { out: `${before}\n` });
            expect(await swarm.run("join.sh", 1, { SLIPWAY_ROLE: after })).to.deep.equal({
                ...silent,
                stderr: `server shop-1: is a ${after} now\n`,
            });
            expect(swarm.changes).to.deep.equal([labelled(1, after)]);
        });
    }

    it("takes the vote from dead managers before it gives up its own", async () => {
        swarm.engine(1).answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" });
        swarm
            .engine(0)
            .answer("node demote *", {})
            .answer("node inspect --format {{.ID}} {{.Spec.Role}} {{.Status.State}} *", {
                out: "node-0 manager ready\nnode-1 manager ready\nnode-2 manager down\nnode-3 worker down\n",
            });
        expect((await swarm.run("join.sh", 1, { SLIPWAY_ROLE: "worker" })).code).to.equal(0);
        expect(swarm.changes).to.deep.equal(["server 0: node demote node-2", labelled(1, "worker")]);
    });

    it("takes the node out that its name had before it was made anew, and no other", async () => {
        swarm
            .engine(0)
            .answer("node inspect --format *", {
                out: "node-0 ready shop-0\nnode-1 ready shop-1\nnode-2 down shop-2\nnode-7 down shop-1\nnode-8 ready shop-1\n",
            })
            .answer("node demote node-7", { out: "Manager node-7 demoted in the swarm.\n" })
            .answer("node rm --force node-7", { out: "node-7\n" });
        expect(await swarm.run("join.sh", 1)).to.deep.equal({
            ...silent,
            stderr: "server shop-1: the swarm forgets the one of its name that is gone\n",
        });
        const forgotten = ["server 0: node demote node-7", "server 0: node rm --force node-7"];
        expect(swarm.changes).to.deep.equal([asked, told, ...forgotten, labelled(1, "manager")]);
    });

    it("fails with the way on where the swarm has lost most of its managers", async () => {
        swarm.engine(0).answer("node ls --quiet", { err: `Error response from daemon: ${noLeader}\n`, code: 1 });
        const { code, stderr } = await swarm.run("join.sh", 1);
        expect(code).to.equal(1);
        expect(stderr).to.contain("server shop-1: the cluster has lost most of its managers");
        expect(stderr).to.contain("./slipway recover STACK");
        expect(swarm.changes).to.deep.equal([]);
    });

    it("is waited for until the manager has it ready", async () => {
        swarm
            .engine(0)
            .answer("node inspect node-1 --format {{.Status.State}}", { out: "unknown\n", times: 2 })
            .answer("node inspect node-1 --format {{.Status.State}}", { err: "no such node\n", code: 1, times: 1 });
        expect(await swarm.run("join.sh", 1)).to.deep.equal(silent);
        expect(swarm.engine(0).callsOf("node", "inspect", "node-1", "--format", "{{.Status.State}}")).to.have.lengthOf(
            4,
        );
    });

    it("fails where it does not become ready", async () => {
        swarm.engine(0).answer("node inspect node-1 --format {{.Status.State}}", { out: "down\n" });
        expect(await swarm.run("join.sh", 1)).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: "server shop-1: it joined the swarm, but is not ready in it after 60s\n",
        });
        expect(swarm.changes).to.deep.equal([asked, told]);
    });

    it("fails with what its engine says", async () => {
        swarm.answersJoin('{"message":"rpc error: remote CA does not match fingerprint"}');
        expect(await swarm.run("join.sh", 1)).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: 'server shop-1: it does not join the swarm: {"message":"rpc error: remote CA does not match fingerprint"}\n',
        });
        expect(swarm.words).not.to.contain("sesame");
    });

    it("fails where the manager has no token for it, and is told nothing", async () => {
        swarm.engine(0).answer("swarm join-token --quiet worker", { err: "no leader\n", code: 1 });
        const { code, stderr } = await swarm.run("join.sh", 1);
        expect(code).to.equal(1);
        expect(stderr).to.equal("no leader\nserver shop-1: it could not be told to join the swarm\n");
        expect(swarm.ssh.folder.read("posted")).to.equal("");
        expect(swarm.changes).not.to.include(labelled(1, "manager"));
    });

    it("fails where it, or the manager, cannot be reached, and leaves nothing", async () => {
        swarm.engine(1).answer("info --format {{.Swarm.LocalNodeState}}", { out: "active\n" });
        swarm.ssh.refuse(addressOf(0), "No route to host\n");
        expect(await swarm.run("join.sh", 1)).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: `No route to host\nserver shop-1: the manager ${addressOf(0)} cannot be reached by SSH: what it said is above\n`,
        });
        swarm.ssh.refuse(addressOf(1), "Connection refused\n");
        expect(await swarm.run("join.sh", 1)).to.deep.include({ code: 1, stdout: "" });
        expect(swarm.changes).to.deep.equal([]);
    });
});
