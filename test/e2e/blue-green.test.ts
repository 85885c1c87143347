import { randomBytes } from "node:crypto";
import { request } from "node:http";
import type { Duplex } from "node:stream";
import { expect } from "chai";
import { docker, servicesOf } from "./support/engine";
import { underLoad } from "./support/load";
import { Shop, stack } from "./support/shop";

describe("a blue-green release", function () {
    this.timeout(600_000);
    let shop: Shop;
    let image = "";

    before(async () => {
        shop = await Shop.create();
        image = `slipway-${shop.project.id}:2`;
        await shop.upWell();
    });
    after(async () => {
        await shop.project.remove(stack);
        await docker("image", "rm", image).catch(() => undefined);
    });

    /** Exactly one generation, and the next preview finds nothing to do. */
    async function expectSettled(): Promise<void> {
        for (const service of ["shop", "api"]) expect(await servicesOf(shop.prefix, service)).to.have.length(1);
        await shop.preview("--expect-no-changes");
    }

    /** Asks all the time while something is done: no request fails, and each answer is one of these. */
    async function answersThroughout(answers: readonly string[], work: () => Promise<void>): Promise<void> {
        const result = await underLoad({ url: shop.url, rate: 50, post: true }, 100, work);
        expect(result.failures).to.deep.equal([]);
        expect(answers).to.include.members([...result.bodies.keys()]);
    }

    it("shows what changes in the preview, and loses no request of 2,000 at 200 a second", async () => {
        await docker("tag", "python:3.11-slim-bookworm", image);
        shop.set({ SHOP: "two", WANTED: "two", IMAGE: image });
        const preview = await shop.preview("--diff");
        expect(preview).to.match(/image\s*: "python:3\.11-slim-bookworm" => "slipway-\w+:2"/);
        const result = await underLoad({ url: shop.url, rate: 200, post: true }, 2_000, async () => {
            await shop.upWell();
        });
        expect(result.failures).to.deep.equal([]);
        expect([...result.bodies.keys()]).to.deep.equal(["one", "two"]);
        await expectSettled();
    });

    it("scales in place: the generation stays", async () => {
        const before = await servicesOf(shop.prefix, "api");
        shop.project.edit("test/e2e/apps/shop/compose.yaml", ["services", "api", "deploy"], {
            replicas: 2,
            resources: { limits: { memory: "64M" } },
        });
        await shop.upWell();
        expect(await servicesOf(shop.prefix, "api")).to.deep.equal(before);
    });

    it("lets requests of 10 s end, and a WebSocket last as long as configured, then the app closes it itself", async () => {
        const slow = shop.ask("/slow?10");
        const socket = await openSocket(shop.port);
        const closed = socket.closed();
        const began = Date.now();
        shop.set({ SHOP: "three", WANTED: "three" });
        const output = await shop.upWell();
        expect(await slow).to.equal("two");
        // 1001: the server goes away.
        expect(await closed).to.deep.equal([0x88, 0x02, 0x03, 0xe9]);
        expect(Date.now() - began).to.be.above(15_000);
        expect(output).to.contain("service shop: 1 connection is open after 15s: it is closed");
        expect(await shop.ask()).to.equal("three");
        await expectSettled();
    });

    it("that never gets healthy fails, says why in the next preview too, and the old one serves on", async () => {
        await answersThroughout(["three"], async () => {
            shop.set({ SHOP_BROKEN: "yes", WORKER: "changed" });
            const { code, output } = await shop.up();
            expect(code, output).not.to.equal(0);
            expect(output).to.match(/service shop: it (does not stay up|did not get healthy)/);
        });
        expect(await servicesOf(shop.prefix, "shop")).to.have.length(1);
        expect(await shop.preview()).to.match(/shop\b.*: it (does not stay up|did not get healthy)/);
        shop.set({ SHOP_BROKEN: "no", WORKER: "worker" });
        await shop.upWell();
        await expectSettled();
    });

    it("with a red smoke flow is never reached, and goes back to the same contents twice under fresh names", async () => {
        const names = new Set<string>();
        await answersThroughout(["three"], async () => {
            // The flow goes on wanting the page of before.
            for (const greeting of ["four", "five", "four", "five"]) {
                shop.set({ SHOP: greeting });
                const { code, output } = await shop.up();
                expect(code, output).not.to.equal(0);
                expect(output).to.contain("routes: the smoke flow was red: the version before serves on");
                const now = await servicesOf(shop.prefix, "shop");
                const fresh = now.filter((name) => !names.has(name));
                expect(fresh.length, `${[...names]} ${now}`).to.be.at.least(1);
                for (const name of now) names.add(name);
            }
        });
        const preview = await shop.preview();
        expect(preview).to.contain("the smoke flow was red");
        expect(preview).to.match(/~ 1 to update\s/);
        shop.set({ WANTED: "five" });
        await shop.upWell();
        expect(await shop.ask()).to.equal("five");
        await expectSettled();
    });
});

/** Opens a WebSocket by hand; `closed` gives the bytes that come until the other side closes. */
async function openSocket(port: number): Promise<{ readonly closed: () => Promise<readonly number[]> }> {
    const headers = {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": randomBytes(16).toString("base64"),
    };
    const [socket, head] = await new Promise<readonly [Duplex, Buffer]>((resolve, reject) => {
        request({ host: "127.0.0.1", port, path: "/socket", headers })
            .on("upgrade", (_, upgraded, first) => resolve([upgraded, first]))
            .on("response", (response) => reject(new Error(`no WebSocket: ${response.statusCode}`)))
            .on("error", reject)
            .end();
    });
    return {
        closed: async () => {
            const chunks = [head];
            for await (const chunk of socket) chunks.push(chunk as Buffer);
            return [...Buffer.concat(chunks)];
        },
    };
}
