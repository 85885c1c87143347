import { expect } from "chai";
import { CliError } from "../../../../cli/cli-error";
import { dockerAt } from "../../../../cli/docker";
import { chooseTask } from "../../../../cli/exec/choose-task";
import { type Task, tasksOf } from "../../../../cli/exec/tasks";
import { useFakeDocker } from "../../support/use-fake-docker";

describe("the tasks of a service", () => {
    const docker = useFakeDocker();

    const tasks = () => tasksOf(dockerAt("unix:///run/engine.sock"), "shop_web-3fa9c1");

    it("are those with a container, the running ones first, by their replicas", async () => {
        const lines = ["3 running n0 c3", "1 starting n1 c1", "4 preparing n2 ", "2 running n2 c2"];
        docker()
            .answer("service ps *", { out: "t3\nt1\nt4\nt2\n" })
            .answer("inspect *", { out: `${lines.join("\n")}\n` });
        expect(await tasks()).to.deep.equal([
            { replica: 2, state: "running", node: "n2", container: "c2" },
            { replica: 3, state: "running", node: "n0", container: "c3" },
            { replica: 1, state: "starting", node: "n1", container: "c1" },
        ]);
        expect(docker().callsOf("inspect")[0]).to.match(/^inspect --type task t3 t1 t4 t2 --format /);
    });

    it("are in the order of their servers where each server has one", async () => {
        docker().answer("service ps *", { out: "t1\nt2\n" }).answer("inspect *", {
            out: "0 running n2 c2\n0 running n1 c1\n",
        });
        expect((await tasks()).map(({ container }) => container)).to.deep.equal(["c1", "c2"]);
    });

    it("are none where the engine has none, which is asked no more then", async () => {
        docker().answer("service ps *", { out: "" });
        expect(await tasks()).to.deep.equal([]);
        expect(docker().callsOf("inspect")).to.deep.equal([]);
    });
});

describe("the task that a command goes to", () => {
    const task = (replica: number): Task => ({ replica, state: "running", node: "n", container: `c${replica}` });
    const about = { service: "web", stack: "production" };

    it("is the first one, or the replica that is wanted", () => {
        expect(chooseTask([task(2), task(1)], about).container).to.equal("c2");
        expect(chooseTask([task(2), task(1)], { ...about, replica: 1 }).container).to.equal("c1");
    });

    it("is told where there is none, or not that one", () => {
        expect(() => chooseTask([], about)).to.throw(
            CliError,
            "no container of web runs: see ./slipway status production",
        );
        expect(() => chooseTask([task(3), task(1)], { ...about, replica: 2 })).to.throw(
            CliError,
            "service web has no replica 2 that runs; there are 1, 3",
        );
    });
});
