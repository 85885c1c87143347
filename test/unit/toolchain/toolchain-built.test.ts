import { existsSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { failureOf, hasGo, SmallWorld } from "./small-world";

describe("setting up the toolchain where official releases can't be had", () => {
    let world: SmallWorld;

    before(function () {
        if (!hasGo) this.skip();
    });
    beforeEach(async () => {
        world = new SmallWorld();
        await world.create();
    });
    afterEach(() => world.remove());

    it("builds the tools and stand-ins, which stay in a Pulumi home of the cache", async () => {
        const record = await world.setup(["pulumi", "command"], { go: true });
        const reason = `no official download reachable: ${new URL(world.server.url("/")).host} says HTTP 404`;
        expect(record.tools.map(({ way, standIn, reason }) => ({ way, standIn, reason }))).to.deep.equal([
            { way: "built", standIn: false, reason },
            { way: "built", standIn: true, reason },
        ]);
        expect(world.lines).to.include(
            `command: building a stand-in for Tool command 3.0.0 from Go modules (${reason}) …`,
        );
        const commands = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
        expect(await readdir(world.cache.bin)).to.have.members(commands);
        expect(record.home).to.match(/\/cache\/views\/\w+\/home$/);
        expect(existsSync(join(record.home ?? "", "plugins/resource-command-v3.0.0"))).to.equal(true);
        expect(existsSync(join(world.home, ".pulumi"))).to.equal(false);
    });

    it("builds when a release breaks off for good, and says why", async () => {
        await world.publish("docker");
        const body = Buffer.from("short");
        world.server.offers.set("/docker.tar.gz", { body, breakOff: { after: 1, times: 99 } });
        const { tools } = await world.setup(["docker"], { go: true });
        expect(tools[0]?.way).to.equal("built");
        expect(tools[0]?.reason).to.match(/^the official download failed: /);
    }).timeout(20_000);

    it("does not fetch what nobody can check", async () => {
        await world.publish("docker");
        const { checksums, ...pin } = world.pin("docker");
        expect(checksums).to.be.a("string");
        const { tools } = await world.setup(["docker"], { go: true, pins: { docker: pin } });
        expect(tools[0]?.reason).to.equal(
            "no SHA-256 sum is pinned for the official download, and its publisher lists none",
        );
        expect(world.server.requests).to.deep.equal([]);
    });

    it("does not fetch what the publisher's list does not name", async () => {
        await world.publish("docker");
        world.server.offers.set("/docker.txt", { body: Buffer.from("<html>sign in</html>") });
        const { tools } = await world.setup(["docker"], { go: true });
        expect(tools[0]?.reason).to.contain("docker.txt does not list docker.tar.gz");
        expect(await readdir(world.cache.unfinished)).to.deep.equal([]);
    });

    it("names every tool that can't be had when there is no Go", async () => {
        const { message } = await failureOf(world.setup(["pulumi", "docker"]));
        expect(message).to.match(
            /^the toolchain can't be set up:\n {4}pulumi: .*HTTP 404; .*no go on PATH.*\n {4}docker: .*no go on PATH/,
        );
    });

    it("shows what Go said when a build fails, and keeps nothing of it", async () => {
        await writeFile(join(world.folder, "go", "tools", "main.go"), "package main\n\nfunc main() { nothing() }\n");
        const { message } = await failureOf(world.setup(["docker"], { go: true }));
        expect(message).to.match(/^docker can't be built in \/.*\/tools: go build exited with 1\n/);
        expect(message).to.contain("undefined: nothing");
        expect((await readdir(world.cache.tools).catch(() => [])).length).to.equal(0);
        // What the failed build left unfinished is gone with the next set-up.
        await world.publish("docker");
        await world.setup(["docker"]);
        expect(await readdir(world.cache.unfinished)).to.deep.equal([]);
    });

    it("builds again when the sources change, and only then", async () => {
        const first = await world.setup(["docker"], { go: true });
        const again = await world.setup(["docker"], { go: true, again: true });
        expect(again.tools[0]?.path).to.equal(first.tools[0]?.path);
        await writeFile(join(world.folder, "go", "tools", "other.go"), "package main\n");
        const changed = await world.setup(["docker"], { go: true });
        expect(changed.tools[0]?.path).to.not.equal(first.tools[0]?.path);
        await writeFile(join(world.folder, "go", "tools", "main_test.go"), "package main\n");
        const tested = await world.setup(["docker"], { go: true });
        expect(tested.tools[0]?.path).to.equal(changed.tools[0]?.path);
    });

    it("takes the official release once it can be had and a new decision is asked for", async () => {
        await world.setup(["docker"], { go: true });
        await world.publish("docker");
        expect((await world.setup(["docker"], { go: true })).tools[0]?.way).to.equal("built");
        expect((await world.setup(["docker"], { go: true, again: true })).tools[0]?.way).to.equal("official");
        expect(await world.read(join(world.cache.bin, "docker"))).to.contain("official docker");
    });
});
