import { appendFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { docker } from "../e2e/support/engine";
import { host, Staging, stack } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const clouds = {
    name: "slipway-images-test",
    network: "198.18.48.0/20",
    privateNetwork: "10.113.0.0/20",
};
const app = "test/cloud/apps/built";

/** One story: each part begins with what those before have left. */
describe("images that are built for servers", function () {
    this.timeout(300_000);
    this.bail(true);
    let staging: Staging;
    /** What the server has got from outside by the end of the first update. */
    let whole = 0;

    before(async function () {
        takesRoot(this);
        this.timeout(600_000);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), clouds);
        const { folder } = staging.project;
        copyFileSync(join(folder, "test/e2e/apps/echo/server.py"), join(folder, app, "server.py"));
        staging.configure(["compose"], `./${app}/compose.yaml`);
    });
    after(async () => {
        if (staging === undefined) return;
        await staging.end();
        const images = (await docker("image", "ls", "--format", "{{.ID}} {{.Repository}}")).split("\n");
        const built = images
            .filter((line) => line.includes(staging.project.id))
            .map((line) => line.split(" ")[0] ?? "");
        if (built.length > 0) await docker("image", "rm", "--force", ...new Set(built));
    });

    /** Bytes that the server has got from outside so far. */
    const received = async () => Number(await staging.onServer("cat /sys/class/net/eth0/statistics/rx_bytes"));
    const ofEcho = "$(docker service ls --format '{{.ID}} {{.Name}}' | grep _echo | cut -d ' ' -f 1)";
    const referenceOf = async () =>
        await staging.onServer(
            `docker service inspect ${ofEcho} --format '{{.Spec.TaskTemplate.ContainerSpec.Image}}'`,
        );
    /** What the private registry has. */
    const repositories = async () => {
        const { body } = await staging.visitor.ask(
            `https://rehearsal:rehearsal@${staging.rehearsal.registry}/v2/_catalog`,
        );
        return (JSON.parse(body) as { readonly repositories: readonly string[] }).repositories;
    };
    const greets = async () => expect((await staging.visitor.ask(`https://${host}/`)).body).to.equal("one");
    /** Containers of the app: ids. */
    const containers = async () => await staging.onServer("docker ps --quiet --no-trunc --filter name=_echo");

    it("reach one over SSH, and leave no part of themselves behind", async () => {
        await staging.upWell();
        whole = await received();
        await greets();
        expect(await staging.onServer("docker image ls --all --filter label=slipway.part --quiet")).to.equal("");
        const architecture = `docker image inspect ${await referenceOf()} --format '{{.Os}}/{{.Architecture}}'`;
        expect(await staging.onServer(architecture)).to.equal("linux/amd64");
        expect(await staging.preview("--expect-no-changes")).to.match(/^ {4}\d+ unchanged$/m);
    });

    it("send a twentieth at the most when their topmost layer is another", async () => {
        appendFileSync(join(staging.project.folder, app, "server.py"), "\n# Another version.\n");
        staging.configure(["release", "version"], "1.1.0");
        const before = await received();
        await staging.upWell();
        const sent = (await received()) - before;
        process.stdout.write(`    ${whole} bytes with the first update, ${sent} with the second\n`);
        await greets();
        expect(await referenceOf()).to.match(/echo:1\.1\.0-[0-9a-f]{12}$/);
        expect(sent).to.be.lessThan(whole / 20);
    });

    it("are sent again when somebody has removed them there, and nothing restarts", async () => {
        const reference = await referenceOf();
        const running = await containers();
        await staging.onServer(`docker image rm --force ${reference}`);
        expect(await staging.preview()).to.contain(
            "the next `./slipway up` will apply echo-image-sent-send again: its image is not on the engine",
        );
        expect(await staging.upWell()).to.match(/^ {4}~ 2 updated$/m);
        expect(await staging.onServer(`docker image inspect ${reference} --format ok`)).to.equal("ok");
        expect(await containers()).to.equal(running);
        expect(await staging.preview("--expect-no-changes")).to.match(/^ {4}\d+ unchanged$/m);
    });

    it("go into no registry with a wrong password, which is told to nobody", async () => {
        const { project, rehearsal } = staging;
        const set = `pulumi config set --secret --path 'slipway:registry.password' --stack ${stack}`;
        staging.configure(["registry"], { address: `${rehearsal.registry}/acme`, user: "rehearsal" });
        await project.must(`printf wrong-sesame | ${set}`);
        const { code, output } = await staging.up();
        expect(code, output).not.to.equal(0);
        expect(output).to.contain(`${rehearsal.registry} does not take slipway:registry.user rehearsal`);
        expect(output).to.contain("pulumi config set --secret --path 'slipway:registry.password'");
        expect(output).not.to.contain("wrong-sesame");
        expect(await project.must(`pulumi stack export --stack ${stack}`)).not.to.contain("wrong-sesame");
        expect(await repositories()).to.deep.equal([]);
        await greets();
        await project.must(`printf rehearsal | ${set}`);
    });

    it("run by the digest that the registry knows them by", async () => {
        await staging.upWell();
        await greets();
        expect((await repositories()).filter((name) => /^acme\/.*-echo$/.test(name))).to.have.lengthOf(1);
        expect(await referenceOf()).to.match(
            /^registry\.rehearsal\.test\/acme\/.*-echo:1\.1\.0-\w+@sha256:[0-9a-f]{64}$/,
        );
        expect(await staging.preview("--expect-no-changes")).to.match(/^ {4}\d+ unchanged$/m);
    });

    it("get to a server that joins, from the registry", async () => {
        staging.configure(["servers", "count"], 2);
        await staging.upWell();
        const reference = await referenceOf();
        staging.project.edit(`${app}/compose.yaml`, ["services", "echo", "deploy", "replicas"], 2);
        await staging.upWell();
        await greets();
        expect(await referenceOf()).to.equal(reference);
        const nodes = await staging.onServer(
            `docker service ps ${ofEcho} --filter desired-state=running --format '{{.Node}} {{.CurrentState}}' | sort`,
        );
        expect(nodes.split("\n").map((line) => line.split(" ").slice(0, 2).join(" ").slice(-9))).to.deep.equal([
            "0 Running",
            "1 Running",
        ]);
    });
});
