import { existsSync } from "node:fs";
import { readdir, realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { readToolchain } from "../../../toolchain/record";
import { SetupError } from "../../../toolchain/setup-error";
import { sha256 } from "./release-server";
import { failureOf, SmallWorld } from "./small-world";

describe("setting up the toolchain from official releases", () => {
    let world: SmallWorld;

    beforeEach(async () => {
        world = new SmallWorld();
        await world.create();
    });
    afterEach(() => world.remove());

    const gets = () => world.server.requests.filter((request) => request.startsWith("GET"));
    const leftOvers = async () => [
        ...(await readdir(world.cache.tools).catch(() => [])),
        ...(await readdir(world.cache.unfinished).catch(() => [])),
    ];

    it("fetches what is missing, checks it, and says what was found", async () => {
        await world.publish("pulumi", "command");
        const record = await world.setup(["pulumi", "command"]);
        const body = world.server.offers.get("/pulumi.tar.gz")?.body ?? Buffer.alloc(0);
        expect(record.tools.map(({ tool, way, standIn }) => [tool, way, standIn])).to.deep.equal([
            ["pulumi", "official", false],
            ["command", "official", false],
        ]);
        expect(record.tools[0]?.download).to.deep.equal({
            url: world.server.url("/pulumi.tar.gz"),
            sha256: sha256(body),
            sumFrom: "publisher",
        });
        expect(world.lines).to.include(
            `pulumi: ${world.server.url("/pulumi.tar.gz")} has sha-256 ${sha256(body)}, as its publisher lists it; not pinned`,
        );
        expect(readToolchain(world.cache)).to.deep.equal(record);
    });

    it("gives real plugins to the user's own Pulumi home", async () => {
        await world.publish("pulumi", "command");
        const record = await world.setup(["pulumi", "command"]);
        expect(record).to.not.have.property("home");
        const plugin = join(world.home, ".pulumi/plugins/resource-command-v3.0.0/pulumi-resource-command");
        expect(await world.read(plugin)).to.contain("official command");
    });

    it("has Pulumi lie in its own release, where its language host is", async () => {
        await world.publish("pulumi");
        await world.setup(["pulumi"]);
        const real = await realpath(join(world.cache.bin, "pulumi"));
        expect(real).to.equal(join(await realpath(world.cache.tools), "pulumi-3.0.0-official", "pulumi"));
    });

    it("does nothing the second time", async () => {
        await world.publish("pulumi", "command");
        const first = await world.setup(["pulumi", "command"]);
        world.lines.length = 0;
        world.server.requests.length = 0;
        expect(await world.setup(["pulumi"])).to.deep.equal(first);
        expect(world.lines).to.deep.equal([]);
        expect(world.server.requests).to.deep.equal([]);
    });

    it("does the work once when two want it at once", async () => {
        await world.publish("pulumi");
        const [first, second] = await Promise.all([world.setup(["pulumi"]), world.setup(["pulumi"])]);
        expect(first).to.deep.equal(second);
        expect(gets()).to.have.members(["GET /pulumi.txt", "GET /pulumi.tar.gz"]);
        expect(world.lines).to.include(`toolchain: waiting for the set-up that runs in process ${process.pid}`);
    });

    const losses: [what: string, path: (world: SmallWorld) => string][] = [
        ["the view", ({ cache }) => cache.views],
        ["one command", ({ cache }) => join(cache.bin, "pulumi")],
        ["a plugin", ({ home }) => join(home, ".pulumi")],
    ];
    for (const [what, path] of losses) {
        it(`puts back ${what} that was lost, without another download`, async () => {
            await world.publish("pulumi", "command");
            await world.setup(["pulumi", "command"]);
            await rm(path(world), { recursive: true });
            world.server.requests.length = 0;
            await world.setup(["pulumi", "command"]);
            expect(existsSync(join(world.cache.bin, "pulumi"))).to.equal(true);
            expect(existsSync(join(world.home, ".pulumi/plugins/resource-command-v3.0.0"))).to.equal(true);
            expect(gets()).to.deep.equal([]);
        });
    }

    it("holds a download against the pinned sum before the publisher's", async () => {
        await world.publish("pulumi");
        const sum = sha256(world.server.offers.get("/pulumi.tar.gz")?.body ?? Buffer.alloc(0));
        const pins = { pulumi: world.pin("pulumi", { sha256: { "pulumi.tar.gz": sum } }) };
        const record = await world.setup(["pulumi"], { pins });
        expect(record.tools[0]?.download?.sumFrom).to.equal("pins");
        expect(gets()).to.deep.equal(["GET /pulumi.tar.gz"]);
    });

    for (const from of ["pins", "publisher"]) {
        it(`refuses another file than the ${from} name, takes no other way, and keeps nothing of it`, async () => {
            await world.publish("pulumi");
            const wrong = "0".repeat(64);
            const found = sha256(world.server.offers.get("/pulumi.tar.gz")?.body ?? Buffer.alloc(0));
            const pinned = from === "pins" ? { "pulumi.tar.gz": wrong } : {};
            world.server.offers.set("/pulumi.txt", { body: Buffer.from(`${wrong}  pulumi.tar.gz\n`) });
            const pins = { pulumi: world.pin("pulumi", { sha256: pinned as Record<string, string> }) };
            const error = await failureOf(world.setup(["pulumi"], { pins, go: true }));
            expect(error).to.be.instanceOf(SetupError);
            expect(error.message.split("\n").slice(0, 3)).to.deep.equal([
                `${world.server.url("/pulumi.tar.gz")} is not the file that was expected, and was thrown away:`,
                `    found     sha-256 ${found}`,
                `    expected  sha-256 ${wrong} (${from === "pins" ? "toolchain/pins.json" : world.server.url("/pulumi.txt")})`,
            ]);
            expect(await leftOvers()).to.deep.equal([]);
            expect(readToolchain(world.cache)).to.equal(undefined);
        });
    }

    it("goes to the next address when one fails", async () => {
        await world.publish("pulumi");
        const pin = world.pin("pulumi");
        const urls = [world.server.url("/mirror/pulumi.tar.gz"), ...pin.urls];
        const body = Buffer.from("short");
        world.server.offers.set("/mirror/pulumi.tar.gz", { body, breakOff: { after: 1, times: 99 } });
        const record = await world.setup(["pulumi"], { pins: { pulumi: { ...pin, urls } } });
        expect(record.tools[0]?.download?.url).to.equal(pin.urls[0]);
    });
});
