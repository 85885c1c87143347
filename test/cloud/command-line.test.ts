import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Project, type Running, repository } from "../e2e/support/project";
import { refused } from "./support/refused";
import { takesRoot } from "./support/takes-root";

const url = "https://app.example.com";
const stack = "shop-rehearsal";

const flows = `flows:
  - name: a visitor comes
    steps:
      - name: greet
        request: GET /
        expect: { text: one }
`;

/** One story, as somebody lives it who has two terminals and no account. */
describe("the command line on servers, in a rehearsal that is kept", function () {
    this.timeout(300_000);
    this.bail(true);
    let project: Project;
    let rehearsal: Running;
    let isOver = false;

    before(async function () {
        takesRoot(this);
        this.timeout(900_000);
        project = await Project.create();
        project.edit("test/cloud/apps/compose.yaml", ["services", "echo", "deploy", "replicas"], 2);
        writeFileSync(join(project.folder, "smoke.yaml"), flows);
        project.configure(
            "shop",
            `
slipway:compose: ./test/cloud/apps/compose.yaml
slipway:id: ${project.id}
slipway:servers:
  region: fra1
  size: s-1vcpu-2gb
  count: 2
  allowSshFrom: [203.0.113.7/32]
  volume: 1
  swap: 0
slipway:release: { version: 1.0.0, timeout: 3m }
slipway:smoke: ./smoke.yaml
slipway:domain:
  zone: example.com
  dnssec: false
  routes: [{ host: app.example.com, service: echo, port: 8000, health: /health }]
slipway:env: { GREETING: one }`,
        );
        // Apart from those of others, so that a rehearsal that runs is no trouble.
        const ranges = ["--network", "198.19.32.0/20", "--private-network", "10.103.0.0/20"];
        rehearsal = project.start(["rehearse", "shop", "--keep", ...ranges]);
        await rehearsal.printed(/Ctrl-C ends it/, 900_000);
        expect(rehearsal.output).to.contain("All of it runs now. In another terminal:");
        expect(rehearsal.output).to.contain("./slipway rehearse shop --shell opens a shell");
    });
    after(async function () {
        this.timeout(300_000);
        if (!isOver) {
            rehearsal?.signal("SIGINT");
            await rehearsal?.end;
        }
        await project?.remove();
    });

    const inside = (...words: readonly string[]) => project.slipway("rehearse", "shop", "--shell", "--", ...words);
    const name = (index: number) => `slipway-${stack}-${project.id}-${index}`;

    async function must(...words: readonly string[]): Promise<string> {
        const { code, output } = await project.slipway(...words);
        expect(code, output).to.equal(0);
        return output.trim();
    }

    it("shows the servers, where requests come in, the services and the app's address", async () => {
        const output = await must("status", stack);
        const [heading = "", first = "", second = "", front = ""] = output.split("\n");
        expect(heading).to.match(/^SERVER +ADDRESS +ROLE +ENGINE +STATE$/);
        expect(first).to.match(new RegExp(`^${name(0)} +198\\.19\\.\\S+ +leader +\\S+ +ready$`));
        expect(second).to.match(new RegExp(`^${name(1)} +198\\.19\\.\\S+ +worker +\\S+ +ready$`));
        expect(front).to.match(/^load balancer 198\.19\.\d+\.\d+$/);
        // On another server's engine too: there alone they are known to be healthy.
        expect(output).to.match(/^echo .* 2\/2 +healthy$/m);
        expect(output.split("\n").at(-1)).to.equal(url);
        expect(output).not.to.contain("\u001b");
    });

    it("prints the same as JSON, with nothing secret in it", async () => {
        const output = await must("status", stack, "--json");
        const status = JSON.parse(output);
        expect(status.urls).to.deep.equal([url]);
        expect(status.front.kind).to.equal("load balancer");
        expect(
            status.servers.map(({ name, role, state, data }: Record<string, unknown>) => [name, role, state, data]),
        ).to.deep.equal([
            [name(0), "leader", "ready", true],
            [name(1), "worker", "ready", false],
        ]);
        expect(output).not.to.match(/PRIVATE KEY|ssh-ed25519/);
    });

    it("runs a command in any replica, on whichever server that is", async () => {
        const one = await must("exec", "--replica", "1", stack, "echo", "hostname");
        const two = await must("exec", "--replica", "2", stack, "echo", "--", "hostname");
        const onServer = async (server: string) =>
            await must(
                "ssh",
                stack,
                server,
                "--",
                "docker ps --no-trunc --quiet --filter label=com.docker.stack.namespace",
            );
        const containers = [await onServer("0"), await onServer(name(1))];
        const homeOf = (hostname: string) => containers.findIndex((ids) => ids.includes(hostname));
        expect([homeOf(one), homeOf(two)].toSorted()).to.deep.equal([0, 1]);
        expect((await project.slipway("exec", stack, "store", "sh", "-c", "exit 7")).code).to.equal(7);
        refused(
            await project.slipway("exec", "--replica", "3", stack, "echo", "true"),
            "no replica 3",
            "there are 1, 2",
        );
        refused(
            await project.slipway("exec", stack, "echo", "--replica", "2"),
            "options of exec come before the stack",
        );
    });

    it("opens a server by its number or its name, and tells which there are", async () => {
        expect(await must("ssh", stack, "--", "hostname")).to.equal(name(0));
        expect(await must("ssh", stack, "server-1", "--", "sh", "-c", "echo $(hostname) 'a  b'")).to.equal(
            `${name(1)} a  b`,
        );
        expect((await project.slipway("ssh", stack, "1", "--", "exit 3")).code).to.equal(3);
        refused(
            await project.slipway("ssh", stack, "2"),
            `there is no server 2; the stack has 0 (${name(0)}), 1 (${name(1)})`,
        );
    });

    it("shows what the replicas on all servers print", async () => {
        const output = await must("logs", stack, "echo");
        expect(output.split("\n")).to.deep.equal(["echo | ready", "echo | ready"]);
    });

    it("leads whoever comes in by --shell to the app, and Pulumi to the clouds", async () => {
        const asked = await inside("curl", "--silent", "--show-error", url);
        expect(asked).to.deep.equal({ code: 0, output: "one" });
        const smoke = await inside("./slipway", "smoke", stack);
        expect(smoke.code, smoke.output).to.equal(0);
        expect(smoke.output).to.contain("greet");
        const preview = await inside("pulumi", "preview", "--stack", stack, "--expect-no-changes");
        expect(preview.code, preview.output).to.equal(0);
        const outputs = await inside("pulumi", "stack", "output", "--json", "--stack", stack);
        const { servers, address, ...rest } = JSON.parse(outputs.output);
        expect(rest).to.deep.equal({
            ...{ prefix: `slipway-${stack}-${project.id}`, services: ["echo", "store"], version: "1.0.0" },
            ...{ url, urls: [url] },
        });
        const documented = readFileSync(join(repository, "docs", "reference", "outputs.md"), "utf8");
        const names = [...documented.matchAll(/^\| `(\w+)`/gm)].map(([, output]) => output);
        expect(names.toSorted()).to.deep.equal(Object.keys({ servers, address, ...rest }).toSorted());
        expect(address).to.match(/^198\.19\.\d+\.\d+$/);
        expect(servers.map((server: Record<string, string>) => server.name)).to.deep.equal([name(0), name(1)]);
        expect((await inside("sh", "-c", "exit 5")).code).to.equal(5);
    });

    it("keeps no script on a command line that the server writes down", async () => {
        const journal = await must("ssh", stack, "--", "sudo journalctl --identifier sudo --output cat");
        const longest = Math.max(...journal.split("\n").map((line) => line.length));
        expect(journal, journal).to.match(/COMMAND=\S+bash -c '?IFS= read/);
        expect(longest).to.be.below(300);
    });

    it("ends with nothing left, and lets nobody in any more", async () => {
        rehearsal.signal("SIGINT");
        const { code, output } = await rehearsal.end;
        isOver = true;
        expect(code, output).to.equal(0);
        expect(output).to.contain("nothing is left of it");
        refused(await inside("true"), "no rehearsal of shop is kept: ./slipway rehearse shop --keep starts one");
        expect(existsSync(join(project.folder, `Pulumi.${stack}.yaml`))).to.equal(false);
    });
});
