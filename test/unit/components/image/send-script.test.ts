import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FakeDocker } from "../../support/fake-docker";
import { runScript } from "../../support/run-script";
import { TemporaryFolder } from "../../support/temporary-folder";

const reference = "slipway-test/api:1.4.2-0123456789ab";
const missing = { err: `Error: No such image: ${reference}\n`, code: 1 };

describe("the script that sends an image", function () {
    this.timeout(30_000);
    let docker: FakeDocker;
    let saved: string;

    before(() => {
        const folder = new TemporaryFolder();
        folder.write(
            "c0.json",
            JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { diff_ids: ["l1", "l2"] } }),
        );
        folder.write("manifest.json", JSON.stringify([{ Config: "c0.json", Layers: ["a", "b"] }]));
        folder.write("a", "a".repeat(3000));
        folder.write("b", "b".repeat(2000));
        saved = execFileSync("tar", ["--create", "-C", folder.path, "."], { encoding: "latin1" });
        folder.remove();
    });
    beforeEach(() => {
        docker = new FakeDocker()
            .answer("info *", { out: '[["Backing Filesystem","extfs"]]\n' })
            .answer("image ls *")
            .answer("image prune *")
            .answer("image save *", { out: saved })
            .answer("image load *", { out: `Loaded image: ${reference}\n` })
            .answer(`image inspect --format {{.Id}} ${reference}`, { out: "sha256:0a1b\n" })
            .answer(`image inspect --format {{.Id}} ${reference}`, { ...missing, times: 1 })
            .answer("image inspect --format {{json .RootFS.Layers}} *", { out: '["l1","l2"]\n' });
    });
    afterEach(() => docker.remove());

    const send = () =>
        runScript("components/image/send.sh", {
            ...{ SLIPWAY_CACHE: docker.cache, DOCKER_HOST: "unix:///to.sock", SLIPWAY_HOST: "" },
            ...{ SLIPWAY_FROM: "unix:///from.sock", SLIPWAY_IMAGE: reference, SLIPWAY_NEWS: "600" },
        });
    const leftOvers = () => readdirSync(join(docker.cache, "sending"));
    const loads = () => docker.callsOf("image", "load").length;

    it("saves it on one engine and loads it on the other", async () => {
        expect(await send()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.callsOf("image", "save")).to.deep.equal([`image save ${reference}`]);
        expect(docker.callsOf("image", "load")).to.deep.equal(["image load --quiet"]);
        expect(docker.callsOf("image", "prune")).to.deep.equal([
            "image prune --force --filter label=slipway.part --filter until=24h",
        ]);
        expect(leftOvers()).to.deep.equal([]);
    });

    it("sends nothing where it is already", async () => {
        docker.answer("image inspect *", { out: "sha256:0a1b\n" });
        expect(await send()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.calls).to.have.lengthOf(1);
        expect(existsSync(join(docker.cache, "sending"))).to.equal(false);
    });

    it("removes the parts that led to it", async () => {
        docker
            .answer("image ls --quiet --no-trunc --filter label=slipway.part=*", { out: "sha256:77\nsha256:88\n" })
            .answer("image rm *");
        expect((await send()).code).to.equal(0);
        expect(docker.callsOf("image", "rm")).to.deep.equal(["image rm sha256:77 sha256:88"]);
    });

    it("sends the whole where parts are refused, and says so", async () => {
        docker.answer("image load *", { err: "open /layer.tar: no such file or directory\n", code: 1, times: 1 });
        const { code, stderr } = await send();
        expect({ code, loads: loads() }).to.deep.equal({ code: 0, loads: 2 });
        expect(stderr).to.equal(
            `image ${reference}: the engine does not take it in parts (open /layer.tar: no such file or directory): it gets the whole\n`,
        );
    });

    it("sends the whole to an engine that keeps images in containerd, without asking what it has", async () => {
        docker.answer("info *", { out: '[["driver-type","io.containerd.snapshotter.v1"]]\n' });
        expect(await send()).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        expect(docker.callsOf("image", "ls", "--all")).to.deep.equal([]);
    });

    for (const [end, pattern, answer, said] of [
        [
            "the disk is full",
            "image load *",
            { err: "Error processing tar file(exit status 1): write /a: no space left on device\n", code: 1 },
            "it could not be sent: the engine's disk is full: remove the images that nothing runs (docker image prune --all), and run it again (Error processing tar file(exit status 1): write /a: no space left on device)",
        ],
        [
            "it comes out as something else",
            "image inspect --format {{json .RootFS.Layers}} *",
            { out: '["l1"]\n' },
            "it could not be sent: the engine has made something else of it",
        ],
        [
            "it cannot be saved",
            "image save *",
            { err: "no space left here\n", code: 1 },
            "it could not be sent: no space left here",
        ],
        [
            "it is not where it is built",
            `image inspect --format {{.Id}} ${reference}`,
            missing,
            "it could not be sent: this machine's engine does not have it (any more, or another machine has built it): ./slipway up builds it again",
        ],
    ] as const) {
        it(`says why when ${end}`, async () => {
            docker.answer(pattern, answer);
            const { code, stdout, stderr } = await send();
            expect({ code, stdout, said: stderr.trimEnd() }).to.deep.equal({
                ...{ code: 1, stdout: "" },
                said: `image ${reference}: ${said}`,
            });
        });
    }

    it("goes on when the connection is lost", async () => {
        const lost = { err: "error during connect: Post images/load: EOF\n", code: 1 };
        docker.answer("image load *", { ...lost, times: 2 });
        const { code, stderr } = await send();
        expect({ code, loads: loads() }).to.deep.equal({ code: 0, loads: 3 });
        expect(stderr.trimEnd().split("\n")).to.have.lengthOf(2);
        expect(stderr).to.contain(
            "the connection is lost (error during connect: Post images/load: EOF): it is opened again",
        );
    });

    it("gives up when the connection is lost time and again", async () => {
        docker.answer("image load *", { err: "error during connect: EOF\n", code: 1 });
        const { code, stderr } = await send();
        expect({ code, loads: loads() }).to.deep.equal({ code: 1, loads: 4 });
        expect(stderr).to.contain(
            "it could not be sent: the connection is lost time and again: error during connect: EOF",
        );
    });
});
