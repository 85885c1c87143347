import { expect } from "chai";
import { docker, servicesOf } from "./support/engine";
import { underLoad } from "./support/load";
import { Shop, stack } from "./support/shop";

describe("a version on standby", function () {
    this.timeout(600_000);
    let shop: Shop;

    before(async () => {
        shop = await Shop.create("services: { shop: { standby: true } }");
        // A secret of its own: each version keeps the one that it was made with.
        shop.project.edit("test/e2e/apps/shop/compose.yaml", ["services", "shop", "environment", "KEY"], "${KEY}");
        await shop.project.secret(stack, "KEY", "first-5f1c9ab3");
        await shop.upWell();
    });
    after(async () => await shop.project.remove(stack));

    /** Ids of what the engine has of the shop: a service that is made anew has another. */
    async function ids(kind: "service" | "secret"): Promise<readonly string[]> {
        const format = ["--format", "{{.ID}} {{.Name}}"];
        const lines = (await docker(kind, "ls", "--filter", `name=${shop.prefix}`, ...format)).split("\n");
        return lines.filter((line) => /[_.]shop/.test(line)).sort();
    }

    it("is the one before, and is kept", async () => {
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(1);
        await shop.project.secret(stack, "KEY", "second-77d0e4f2");
        shop.set({ SHOP: "two", WANTED: "two" });
        await shop.upWell();
        expect(await shop.ask()).to.equal("two");
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(2);
        expect(await servicesOf(shop.prefix, "api")).to.have.length(1);
        await shop.preview("--expect-no-changes");
    });

    // The routes; and the smoke flows want another greeting, those of the worker too.
    it("takes over again without anything being made, and loses no request", async () => {
        const before = { services: await ids("service"), secrets: await ids("secret") };
        await shop.project.secret(stack, "KEY", "first-5f1c9ab3");
        shop.set({ SHOP: "one", WANTED: "one" });
        const preview = await shop.preview();
        expect(preview)
            .to.match(/~ 3 to update\s/)
            .and.not.match(/to (create|replace|delete)/);
        const result = await underLoad({ url: shop.url, rate: 100, post: true }, 500, async () => {
            await shop.upWell();
        });
        expect(result.failures).to.deep.equal([]);
        expect([...result.bodies.keys()]).to.deep.equal(["two", "one"]);
        expect({ services: await ids("service"), secrets: await ids("secret") }).to.deep.equal(before);
        await shop.preview("--expect-no-changes");
    });

    it("gives way to the one before the next new one, also after one that failed", async () => {
        shop.set({ SHOP: "bad", WANTED: "something else" });
        const { code, output } = await shop.up();
        expect(code, output).not.to.equal(0);
        expect(await shop.ask()).to.equal("one");
        shop.set({ SHOP: "three", WANTED: "three" });
        await shop.upWell();
        expect(await shop.ask()).to.equal("three");
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(2);
        shop.set({ SHOP: "one", WANTED: "one" });
        expect(await shop.preview())
            .to.match(/~ 3 to update\s/)
            .and.not.match(/to (create|replace|delete)/);
    });

    it("goes when the configuration wants none, and requests stay where they are answered", async () => {
        shop.configure(["release", "services"], undefined);
        shop.set({ SHOP: "three", WANTED: "three" });
        const result = await underLoad({ url: shop.url, rate: 50, post: true }, 200, async () => {
            await shop.upWell();
        });
        expect(result.failures).to.deep.equal([]);
        expect([...result.bodies.keys()]).to.deep.equal(["three"]);
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(1);
        await shop.preview("--expect-no-changes");
    });
});
