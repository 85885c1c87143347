import { expect } from "chai";
import { addressOf } from "../host/rented";
import { FakeSwarm } from "./fake-swarm";

const leaves = "server shop-1: leaves the swarm: what runs there starts elsewhere first\n";
const moved = "server 0: service update --force --quiet --detach=false shop_web";
const paused = "server 0: node update --availability pause node-1";
const drained = "server 0: node update --availability drain node-1";
const demoted = "server 0: node demote node-1";
const left = "on server 1: swarm leave --force";
const removed = "server 0: node rm --force node-1";
const tasks = "node ps node-1 --filter desired-state=running --quiet";
const names = "node ps node-1 --filter desired-state=running --format {{.Name}}";
const states = "node ps node-1 --format {{.CurrentState}}";

describe("a server that leaves", () => {
    let swarm: FakeSwarm;

    beforeEach(() => {
        swarm = new FakeSwarm(2);
        swarm
            .engine(0)
            .answer("node ls --quiet", { out: "node-0\nnode-1\nnode-5\n" })
            .answer("node inspect --format * node-0 node-1 node-5", {
                out: `node-0 ${addressOf(0)}\nnode-1 ${addressOf(1)}\nnode-5 \n`,
            })
            .answer("node inspect --format {{.ID}} {{.Spec.Role}} *", {
                out: "node-0 manager ready\nnode-1 manager ready\nnode-5 worker down\n",
            })
            .answer("node inspect node-1 --format {{.Status.State}}", { out: "ready\n" })
            .answer("node update *", { out: "node-1\n" })
            .answer("node demote *", { out: "Manager node-1 demoted in the swarm.\n" })
            .answer("node rm *", { out: "node-1\n" })
            .answer(names, { out: "shop_web.1\nshop_edge.x7f3\nshop_web.2\n" })
            .answer("service inspect shop_web *", { out: "yes\n" })
            .answer("service inspect shop_edge *", { out: "\n" })
            .answer("service update *")
            .answer(tasks)
            .answer(states, { out: "Shutdown 3 seconds ago\nFailed 2 hours ago\n" })
            .answer("swarm leave --force", { out: "Node left the swarm.\n" });
        swarm
            .engine(1)
            .answer("info --format {{.Swarm.NodeID}}", { out: "node-1\n" })
            .answer("swarm leave --force", { out: "Node left the swarm.\n" });
    });
    afterEach(() => swarm.remove());

    const leave = (index = 1) => swarm.run("leave-server.sh", index);

    it("is emptied, votes no more, goes, and is forgotten", async () => {
        expect(await leave()).to.deep.equal({ code: 0, stdout: "", stderr: leaves });
        expect(swarm.changes).to.deep.equal([paused, moved, drained, demoted, left, removed]);
    });

    it("goes, and tells of it, where something does not start elsewhere first", async () => {
        swarm.engine(0).answer("service update *", { err: "rolled back\n", code: 1 });
        const { code, stderr } = await leave();
        expect(code).to.equal(0);
        expect(stderr).to.contain("server shop-1: shop_web does not start elsewhere before it stops here\n");
    });

    it("does not go before nothing runs there any more", async () => {
        swarm
            .engine(0)
            .answer(tasks, { out: "task-1\n", times: 2 })
            .answer(states, { out: "Shutdown 3 seconds ago\nRunning 2 minutes ago\n", times: 3 });
        expect(await leave()).to.deep.equal({ code: 0, stdout: "", stderr: leaves });
        expect(swarm.engine(0).callsOf(...tasks.split(" "))).to.have.lengthOf(4);
        expect(swarm.changes).to.deep.equal([paused, moved, drained, demoted, left, removed]);
        const calls = swarm.engine(0).calls.map(([first, second]) => `${first} ${second}`);
        expect(calls.lastIndexOf("node ps")).to.be.lessThan(calls.indexOf("node demote"));
    });

    for (const state of ["Running", "Starting", "Ready", "Preparing"]) {
        it(`is waited for while something is ${state.toLowerCase()} there`, async () => {
            swarm.engine(0).answer(states, { out: `${state} 2 minutes ago\n`, times: 1 });
            await leave();
            expect(swarm.engine(0).callsOf(...states.split(" "))).to.have.lengthOf(2);
        });
    }

    it("goes in the end where something does not stop", async () => {
        swarm.engine(0).answer(tasks, { out: "task-1\n" });
        expect(await leave()).to.deep.equal({
            ...{ code: 0, stdout: "" },
            stderr: `${leaves}server shop-1: something still runs there after 120s: it is stopped with the server\n`,
        });
        expect(swarm.changes).to.deep.equal([paused, moved, drained, demoted, left, removed]);
    });

    it("is forgotten where it cannot be reached, and nothing waits for what it ran", async () => {
        swarm.engine(0).answer("node inspect node-1 --format {{.Status.State}}", { out: "down\n" });
        swarm.engine(0).answer(tasks, { out: "task-1\n" });
        swarm.ssh.refuse(addressOf(1), "No route to host\n");
        expect(await leave()).to.deep.equal({
            ...{ code: 0, stdout: "" },
            stderr: `${leaves}No route to host\nserver shop-1: cannot be told to leave; the swarm forgets it\n`,
        });
        expect(swarm.changes).to.deep.equal([drained, demoted, removed]);
        expect(swarm.engine(0).callsOf("node", "ps")).to.deep.equal([]);
    });

    it("stays in the swarm that it is in by now", async () => {
        swarm.engine(1).answer("info --format {{.Swarm.NodeID}}", { out: "node-9\n" });
        expect(await leave()).to.deep.include({ code: 0 });
        expect(swarm.changes).to.deep.equal([paused, moved, drained, demoted, removed]);
    });

    it("has left already where the swarm does not know it", async () => {
        swarm.engine(0).answer("node inspect --format * node-0 node-1 node-5", { out: `node-0 ${addressOf(0)}\n` });
        expect(await leave()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(swarm.changes).to.deep.equal([]);
    });

    it("stays where the swarm does not take it out", async () => {
        swarm.engine(0).answer("node demote *", { err: "rpc error: quorum would be lost\n", code: 1 });
        expect(await leave()).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: `${leaves}rpc error: quorum would be lost\n`,
        });
        expect(swarm.changes).to.deep.equal([paused, moved, drained, demoted]);
    });

    it("takes the vote first from managers that are dead, as the rest could decide nothing", async () => {
        swarm.engine(0).answer("node inspect --format {{.ID}} {{.Spec.Role}} *", {
            out: "node-0 manager ready\nnode-1 manager down\nnode-5 manager down\n",
        });
        expect(await leave()).to.deep.equal({ code: 0, stdout: "", stderr: leaves });
        expect(swarm.changes).to.deep.equal([
            ...[paused, moved, drained, "server 0: node demote node-5"],
            ...[demoted, left, removed],
        ]);
    });

    it("stays where the swarm has lost most of its managers, and the way on is told", async () => {
        swarm.engine(0).answer("node ls --quiet", { err: "The swarm does not have a leader.\n", code: 1 });
        const { code, stderr } = await leave();
        expect(code).to.equal(1);
        expect(stderr).to.contain("server shop-1: the cluster has lost most of its managers");
        expect(swarm.changes).to.deep.equal([]);
    });

    it("stays where the manager cannot be reached", async () => {
        swarm.ssh.refuse(addressOf(0), "No route to host\n");
        expect(await leave()).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: `No route to host\nserver shop-1: the manager ${addressOf(0)} cannot be reached by SSH: what it said is above\n`,
        });
        expect(swarm.changes).to.deep.equal([]);
    });

    describe("as the last one", () => {
        it("takes the swarm with it", async () => {
            expect(await leave(0)).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(swarm.changes).to.deep.equal(["on server 0: swarm leave --force"]);
        });

        it("is let go where it cannot be told to", async () => {
            swarm.ssh.refuse(addressOf(0), "No route to host\n");
            expect(await leave(0)).to.deep.equal({
                ...{ code: 0, stdout: "" },
                stderr: "No route to host\nserver shop-0: cannot be told to leave the swarm, which goes with it\n",
            });
        });
    });
});
