import { join } from "node:path";
import { expect } from "chai";
import { hasGo, SmallWorld } from "./small-world";

describe("setting up the toolchain from what is installed", () => {
    let world: SmallWorld;

    beforeEach(async () => {
        world = new SmallWorld();
        await world.create();
    });
    afterEach(() => world.remove());

    it("uses a tool at its pinned version, and asks no server", async () => {
        const path = await world.install("path/docker", "#!/bin/sh\necho Docker version 3.0.0, build abc\n");
        const { tools } = await world.setup(["docker"]);
        expect(tools[0]).to.include({ way: "installed", path });
        expect(world.server.requests).to.deep.equal([]);
    });

    it("leaves another version alone, and says that it saw it", async () => {
        const path = await world.install("path/docker", "#!/bin/sh\necho Docker version 2.9.0, build abc\n");
        await world.publish("docker");
        const { tools } = await world.setup(["docker"]);
        expect(tools[0]?.way).to.equal("official");
        expect(world.lines[0]).to.equal(`docker: Tool docker 3.0.0 is not installed (${path} is 2.9.0)`);
    });

    it("decides anew when something is installed later", async () => {
        await world.publish("docker");
        await world.setup(["docker"]);
        await world.install("path/docker", "#!/bin/sh\necho Docker version 3.0.0, build abc\n");
        expect((await world.setup(["docker"])).tools[0]?.way).to.equal("installed");
    });

    it("uses Pulumi only together with its language host", async () => {
        await world.publish("pulumi");
        await world.install("path/pulumi", "#!/bin/sh\necho v3.0.0\n");
        expect((await world.setup(["pulumi"])).tools[0]?.way).to.equal("official");
        await world.install("path/pulumi-language-nodejs", "");
        expect((await world.setup(["pulumi"], { again: true })).tools[0]?.way).to.equal("installed");
    });

    it("never takes the cache's own tools for installed ones", async () => {
        await world.publish("docker");
        await world.setup(["docker"]);
        const { tools } = await world.setup(["docker"], { again: true, path: [world.cache.bin] });
        expect(tools[0]?.way).to.equal("official");
    });

    it("uses a real plugin beside a stand-in, in the cache's own home", async function () {
        if (!hasGo) this.skip();
        const real = "home/.pulumi/plugins/resource-docker-v3.0.0/pulumi-resource-docker";
        await world.install(real, "real docker plugin");
        const record = await world.setup(["pulumi", "command", "docker-plugin"], { go: true });
        expect(record.tools.map(({ way }) => way)).to.deep.equal(["built", "built", "installed"]);
        const copy = join(record.home ?? "", "plugins/resource-docker-v3.0.0/pulumi-resource-docker");
        expect(await world.read(copy)).to.equal("real docker plugin");
    });

    it("does not take a plugin whose installation was broken off", async () => {
        await world.publish("pulumi", "command");
        await world.install("home/.pulumi/plugins/resource-command-v3.0.0/pulumi-resource-command", "half");
        await world.install("home/.pulumi/plugins/resource-command-v3.0.0.partial", "");
        expect((await world.setup(["pulumi", "command"])).tools[1]?.way).to.equal("official");
    });
});
