import { expect } from "chai";
import { Names } from "../../emulator/machines/names";
import { docker } from "../e2e/support/engine";
import { underLoad } from "../e2e/support/load";
import { cloud, host, Staging } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;

/** One story: each part begins with what those before have left. */
describe("a stack that grows and shrinks", function () {
    this.timeout(600_000);
    this.bail(true);
    let staging: Staging;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`));
        await staging.upWell();
    });
    after(async () => await staging?.end());

    const state = () => staging.rehearsal.digitalOcean.state();
    const servers = () => [...state().droplets].sort((a, b) => (a.name < b.name ? -1 : 1));
    const nodes = async () =>
        (await staging.onServer("docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}}' | sort"))
            .trim()
            .split("\n");

    /** Brings the stack up while a visitor asks, and tells what that one got. */
    async function upUnderLoad(): Promise<readonly string[]> {
        const load = { url, rate: 25, post: true, agent: staging.visitor.agent };
        const { failures, sent } = await underLoad(load, 500, async () => {
            await staging.upWell();
        });
        expect(sent).to.be.at.least(500);
        return failures;
    }

    it("has three servers, and a load balancer before them, without a lost request", async () => {
        staging.configure(["servers", "count"], 3);
        expect(await upUnderLoad()).to.deep.equal([]);
        expect(servers().map(({ name }) => name.at(-1))).to.deep.equal(["0", "1", "2"]);
        expect(state().loadBalancers.map(({ dropletIds }) => dropletIds.length)).to.deep.equal([3]);
        expect(await nodes()).to.deep.equal([
            "Ready Active Leader",
            "Ready Active Reachable",
            "Ready Active Reachable",
        ]);
        await staging.preview("--expect-no-changes");
    });

    it("moves requests on all edges at once", async () => {
        staging.configure(["env", "GREETING"], "two");
        expect(await upUnderLoad()).to.deep.equal([]);
        expect((await staging.visitor.ask(url)).body).to.equal("two");
    });

    it("serves on without a server that dies, and takes it back", async () => {
        const [, , last] = servers();
        const container = new Names(cloud).droplet(last?.id ?? 0);
        await docker("kill", container);
        // The load balancer notices by its checks, and the cluster a little later: then none fails any more.
        const deadline = Date.now() + 120_000;
        for (let well = 0; well < 30; ) {
            const { status } = await staging.visitor.ask(url).catch(() => ({ status: 0 }));
            well = status === 200 ? well + 1 : 0;
            expect(Date.now(), "the app answers without one of its servers").to.be.lessThan(deadline);
        }
        await docker("start", container);
        while ((await nodes()).filter((line) => line.startsWith("Ready ")).length < 3) {
            expect(Date.now(), "the server is back in the cluster").to.be.lessThan(deadline + 120_000);
            await new Promise((go) => setTimeout(go, 1000));
        }
        await staging.preview("--expect-no-changes");
    });

    it("has one server again, without a lost request", async () => {
        staging.configure(["servers", "count"], 1);
        expect(await upUnderLoad()).to.deep.equal([]);
        expect(servers().map(({ name }) => name.at(-1))).to.deep.equal(["0"]);
        expect(state().loadBalancers).to.deep.equal([]);
        expect(await nodes()).to.deep.equal(["Ready Active Leader"]);
        expect((await staging.visitor.ask(url)).body).to.equal("two");
    });
});
