import { expect } from "chai";
import { docker, environmentOf, eventually, servicesOf } from "./support/engine";
import { underLoad } from "./support/load";
import { Shop, stack } from "./support/shop";

/** The first weight stays long enough for 50 requests a second to be judged by. */
const steps = "[{ weight: 20, for: 6s }, { weight: 50, for: 4s }]";

describe("a canary release", function () {
    this.timeout(600_000);
    let shop: Shop;

    before(async () => {
        const services = "{ shop: { strategy: canary }, api: { strategy: canary } }";
        const limits = "{ errorRate: 2%, p95: 3s, requests: 30 }";
        shop = await Shop.create(`services: ${services}, steps: ${steps}, abortWhen: ${limits}`);
        await shop.upWell();
    });
    after(async () => await shop.project.remove(stack));

    const load = () => ({ url: shop.url, rate: 50, post: true });

    /** Starts an update, and does something while the candidate has its first share of the requests. */
    async function whileAtFirstWeight(work: () => Promise<void>) {
        const running = shop.project.start(["up", stack, "--yes", "--skip-preview"]);
        await running.printed(/routes: 20 % of the requests go to/);
        await work();
        return { running, ...(await running.end) };
    }

    async function upWithoutRequests(): Promise<void> {
        shop.configure(["release", "inconclusive"], "promote");
        await shop.upWell();
        shop.configure(["release", "inconclusive"], undefined);
    }

    async function expectOldAlone(greeting: string): Promise<void> {
        for (let asked = 0; asked < 10; asked += 1) expect(await shop.ask()).to.equal(greeting);
    }

    it("that is good gets its share step by step, inside too, and loses no request", async () => {
        shop.set({ SHOP: "two", WANTED: "two" });
        const inside = new Set<string>();
        const result = await underLoad(load(), 1_000, async () => {
            const { code, output } = await whileAtFirstWeight(async () => {
                for (let asked = 0; asked < 30; asked += 1) {
                    inside.add(await shop.ask("/api/call?http://shop:8000/"));
                }
            });
            expect(code, output).to.equal(0);
            expect(output).to.match(/routes: 50 % of the requests go to shop-/);
            expect(output).to.match(/routes: all requests go to shop-[0-9a-f]{6}/);
        });
        expect(result.failures).to.deep.equal([]);
        expect([...result.bodies.keys()]).to.deep.equal(["one", "two"]);
        expect([...inside].sort()).to.deep.equal(["one", "two"]);
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(1);
        await shop.preview("--expect-no-changes");
    });

    it("that answers with errors is taken back at the first weight, with all others, and the preview says why", async () => {
        shop.set({ SHOP: "three", SHOP_ERRORS: "0.3", WANTED: "t", API: "changed", WORKER: "changed" });
        let began = 0;
        const result = await underLoad(load(), 1_000, async () => {
            const { code, output } = await whileAtFirstWeight(async () => {
                began = Date.now();
            });
            expect(code, output).not.to.equal(0);
            expect(Date.now() - began).to.be.below(60_000);
            expect(output).to.match(/routes: shop: error rate .*> 2\s?%.*at weight 20.*: the version before serves on/);
            await expectOldAlone("two");
        });
        expect(await shop.ask("/api/")).to.equal("api");
        expect((result.bodies.get("three") ?? 0) / result.sent).to.be.below(0.2);
        expect(await environmentOf(`${shop.prefix}_worker`)).to.contain("GREETING=worker");
        const preview = await shop.preview();
        expect(preview).to.match(/error rate .* at weight 20/);
        // The routes; the worker, which had not begun; the smoke flows, which want another greeting.
        expect(preview).to.match(/~ 3 to update\s/);
        shop.set({ SHOP: "two", SHOP_ERRORS: "0", API: "api", WORKER: "worker", WANTED: "two" });
        await upWithoutRequests();
    });

    it("that is slow is taken back", async () => {
        shop.set({ SHOP: "three", SHOP_DELAY: "4", WANTED: "three" });
        const result = await underLoad({ ...load(), rate: 40 }, 200, async () => {
            const { code, output } = await shop.up();
            expect(code, output).not.to.equal(0);
            expect(output).to.match(/routes: shop: .*p95 .*> 3 s.*: the version before serves on/);
        });
        expect(result.failures).to.deep.equal([]);
        await expectOldAlone("two");
        shop.set({ SHOP_DELAY: "0" });
    });

    it("that too few requests reach is not clear, and does what the configuration says", async () => {
        const { code, output } = await shop.up();
        expect(code, output).not.to.equal(0);
        expect(output).to.match(/only \d+ of 30 requests at weight 20/);
        await expectOldAlone("two");
        await upWithoutRequests();
        expect(await shop.ask()).to.equal("three");
    });

    it("is put back by Ctrl-C", async () => {
        shop.set({ SHOP: "five", WANTED: "five" });
        const running = shop.project.start(["up", stack, "--yes", "--skip-preview"]);
        await running.printed(/routes: 20 % of the requests go to/);
        running.signal("SIGINT");
        const { code, output } = await running.end;
        expect(code, output).not.to.equal(0);
        await expectOldAlone("three");
    });

    it("goes back everywhere when a proxy is not reached, and on when it is there again", async () => {
        const gateway = `${shop.prefix}_slipway-gateway`;
        const { code, output } = await whileAtFirstWeight(async () => {
            await docker("service", "scale", "--detach", `${gateway}=0`);
        });
        expect(code, output).not.to.equal(0);
        expect(output).to.match(/routes: gateway: .*: the version before serves on/);
        await expectOldAlone("three");
        await docker("service", "scale", "--detach", `${gateway}=1`);
        await eventually("the gateway runs", async () => {
            const filter = ["--filter", `label=com.docker.swarm.service.name=${gateway}`, "--filter", "health=healthy"];
            return (await docker("ps", "--quiet", ...filter)) === "" ? undefined : true;
        });
        await underLoad(load(), 500, async () => {
            await shop.upWell();
        });
        expect(await shop.ask()).to.equal("five");
        await shop.preview("--expect-no-changes");
    });
});
