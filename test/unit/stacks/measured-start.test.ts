import { expect } from "chai";
import { measuredStart, slowestStart } from "../../../stacks/measured-start";
import { FakeDocker } from "../support/fake-docker";
import { setEnvironment } from "../support/set-environment";

function task(second: string, State = "running"): string {
    const CreatedAt = "2026-11-21T14:37:00.106478756Z";
    return JSON.stringify({ CreatedAt, Status: { State, Timestamp: `2026-11-21T14:37:${second}Z` } });
}

describe("how long a service took to start", () => {
    it("is what its slowest task took", () => {
        expect(slowestStart(`${task("02.606478756")}\n${task("01.9")}\n${task("50", "starting")}`)).to.equal(2.5);
        expect(slowestStart(task("50", "starting"))).to.equal(undefined);
    });

    it("is asked of the engine, which may know no task", async () => {
        const docker = new FakeDocker();
        const restore = setEnvironment({ SLIPWAY_CACHE: docker.cache });
        try {
            docker.answer("service ps * shop_db", { out: "t1\nt2" });
            docker.answer("inspect --type task t1 t2 *", { out: task("03.106478756") });
            expect(await measuredStart("unix:///x.sock", "shop_db")).to.equal(3);
            docker.answer("service ps * shop_web");
            expect(await measuredStart("unix:///x.sock", "shop_web")).to.equal(undefined);
        } finally {
            restore();
            docker.remove();
        }
    });
});
