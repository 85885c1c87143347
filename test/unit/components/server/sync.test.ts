import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { setupScript } from "../../../../components/host/server/setup-script";
import { TemporaryFolder } from "../../support/temporary-folder";

const project = join(__dirname, "..", "..", "..", "..");
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";
const refusal = "slipway@203.0.113.5: Permission denied (publickey).";
const closed = "ssh: connect to host 203.0.113.5 port 22: Connection refused";
const changed = "@@@@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\n@@@@@\nHost key verification failed.";
const unlikeKeys = "Unable to negotiate with 203.0.113.5 port 22: no matching host key type found.";
const stopped = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?";

/** What the server answers, one after another; the last answer stays. */
interface Server {
    readonly boot?: readonly Answer[];
    readonly setup?: readonly Answer[];
    readonly engine?: readonly Answer[];
}

/** Exit status, and what is said: by SSH on standard error, by the server on standard output. */
type Answer = readonly [code: number, said: string, output?: "out" | "err"];

let folder: TemporaryFolder;

/** Runs it in a folder with the project's scripts, on-server.sh being another one; what it says without the server's name. */
async function sync(server: Server, more: Readonly<Record<string, string>> = {}) {
    const answers = { boot: [[0, "done\n"]], setup: [[0, ""]], engine: [[0, "28.5.2\n"]], ...server } as const;
    for (const [name, list] of Object.entries(answers)) {
        const lines = list.map(([code, said, output]) => {
            const on = output ?? (code === 255 ? "err" : "out");
            return `${code}|${on}|${said.replaceAll("\n", "\\n")}\n`;
        });
        folder.write(name, lines.join(""));
    }
    const child = spawn("bash", ["components/host/server/sync.sh"], {
        cwd: folder.path,
        env: {
            ...{ ...process.env, PATH: `${folder.path}/bin:${process.env.PATH}`, SLIPWAY_CACHE: folder.path },
            ...{ FAKE_FOLDER: folder.path, SLIPWAY_SERVER: "web-1", SLIPWAY_SERVER_ADDRESS: "203.0.113.5" },
            ...{ SLIPWAY_SERVER_KEY: key, SLIPWAY_TIMEOUT: "60", ...more },
        },
    });
    child.stdin.end("server: web-1\n");
    const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
    const said = stderr.replaceAll("server web-1 (203.0.113.5): ", "").split("\n").slice(0, -1);
    return { code, stdout, said };
}

function calls(): readonly string[] {
    return folder.read("calls").replaceAll(` 203.0.113.5 ${key}`, "").split("\n").slice(0, -1);
}

describe("the sync of a server", () => {
    beforeEach(() => {
        folder = new TemporaryFolder();
        mkdirSync(join(folder.path, "components", "host"), { recursive: true });
        symlinkSync(join(project, "components", "host", "server"), join(folder.path, "components", "host", "server"));
        symlinkSync(join(project, "toolchain"), join(folder.path, "toolchain"));
        const answering = readFileSync(join(__dirname, "..", "..", "support", "fake-on-server.sh"), "utf8");
        folder.write("components/host/on-server.sh", answering);
        folder.write("bin/sleep", "#!/bin/sh\n", 0o755);
    });
    afterEach(() => folder.remove());

    it("asks a server that is there already three times, and says no more than that it is ready", async () => {
        expect(await sync({})).to.deep.equal({ code: 0, stdout: "ready\n", said: [] });
        expect(calls()).to.deep.equal(["boot", "setup", "engine"]);
        expect(folder.read("settings")).to.equal("server: web-1\n");
    });

    it("runs the very script as root that the first boot runs, and has no word of it on a command line", async () => {
        await sync({});
        expect(folder.read("script")).to.equal(setupScript());
        const command = folder.read("command").replace(/^sudo /, "");
        expect(command).to.have.length.below(100);
        const script = 'read -r line\necho "$line" \'and "quotes"\'\n';
        const said = execFileSync("bash", ["-c", command], { encoding: "utf8", input: `${script}\0server: web-1\n` });
        expect(said).to.equal('server: web-1 and "quotes"\n');
    });

    it("says where it is stuck, whenever that is another place", async () => {
        const server: Server = {
            boot: [
                ...([
                    [255, closed],
                    [255, closed],
                    [255, `\n${refusal}\n`],
                    [0, "running init\n"],
                ] as const),
                ...([
                    [0, "running modules-final\n"],
                    [0, "running modules-final\n"],
                    [0, "done\n"],
                ] as const),
            ],
            engine: [
                [1, `${stopped}\n`],
                [0, "28.5.2\n"],
            ],
        };
        expect(await sync(server)).to.deep.equal({
            ...{ code: 0, stdout: "ready\n" },
            said: [
                ...["waiting for SSH", "waiting for its user slipway", "waiting for cloud-init (init)"],
                ...["waiting for cloud-init (modules-final)", "waiting for dockerd"],
            ],
        });
    });

    it("says it again after a time", async () => {
        const running = [0, "running modules-final\n"] as const;
        const { said } = await sync({ boot: [running, running, running, [0, "done\n"]] }, { SLIPWAY_NEWS: "0" });
        expect(said).to.deep.equal(Array.from({ length: 3 }, () => "waiting for cloud-init (modules-final)"));
    });

    it("goes on with a setup whose connection broke off, and passes on what the setup said", async () => {
        const setup = [
            [255, "Connection to 203.0.113.5 closed"],
            [0, "server web-1: writes /etc/fstab\n", "err"],
        ] as const;
        expect(await sync({ setup })).to.deep.equal({
            ...{ code: 0, stdout: "ready\n" },
            said: ["waiting for SSH", "server web-1: writes /etc/fstab"],
        });
        expect(calls()).to.deep.equal(["boot", "setup", "setup", "engine"]);
        expect(folder.read("settings")).to.equal("server: web-1\n");
    });

    const failure = "'scripts_user', RuntimeError('Runparts: 1 failures (runcmd)')";

    it("makes good what cloud-init has left", async () => {
        const boot = [[0, `failed ${failure}\napt: no network\n`]] as const;
        expect(await sync({ boot, setup: [[0, "server web-1: writes /etc/fstab\n", "err"]] })).to.deep.equal({
            ...{ code: 0, stdout: "ready\n" },
            said: ["server web-1: writes /etc/fstab", `cloud-init had failed (${failure}): what it left is made good`],
        });
        expect(await sync({ boot })).to.deep.equal({ code: 0, stdout: "ready\n", said: [] });
    });

    it("tells what cloud-init said where the setup cannot make it good", async () => {
        const boot = [[0, `failed ${failure}\napt: no network\n`]] as const;
        expect(await sync({ boot, setup: [[1, "server web-1: no docker.io\n", "err"]] })).to.deep.equal({
            ...{ code: 1, stdout: "" },
            said: [
                ...[
                    "server web-1: no docker.io",
                    `cloud-init had failed too, at its end: ${failure}`,
                    "apt: no network",
                ],
                "it cannot be set up: the reason is above",
            ],
        });
    });

    const ends: Readonly<Record<string, readonly [Server, said: readonly string[], asked: number]>> = {
        "does not answer": [
            { boot: [[255, closed]] },
            [
                "waiting for SSH",
                `no answer by SSH within 0s: does the droplet run, and is this machine's public address in slipway:servers.allowSshFrom? One that never came up is made anew by: pulumi up --replace '**server-1-droplet' (${closed})`,
            ],
            1,
        ],
        "does not take the key": [
            { boot: [[255, refusal]] },
            [
                `it takes SSH connections, but not Slipway's key for the user slipway: was authorized_keys changed by hand? (${refusal})`,
            ],
            1,
        ],
        "does not come to the end of its boot": [
            { boot: [[0, "running modules-config\n"]] },
            [
                "waiting for cloud-init (modules-config)",
                "its first boot has not come to an end within 0s: it is at cloud-init (modules-config)",
            ],
            1,
        ],
        "has no engine": [
            { engine: [[1, `${stopped}\n`]] },
            ["waiting for dockerd", `its engine does not answer within 0s: ${stopped}`],
            3,
        ],
        "cannot tell how far it is": [
            { boot: [[127, "bash: tr: command not found\n", "err"]] },
            ["bash: tr: command not found", "it cannot be asked how far it is: exit status 127"],
            1,
        ],
    };
    for (const [title, [server, said, asked]] of Object.entries(ends)) {
        it(`ends with a reason where it ${title}`, async () => {
            const limits = { SLIPWAY_TIMEOUT: "0", SLIPWAY_REFUSALS: "0" };
            expect(await sync(server, limits)).to.deep.equal({ code: 1, stdout: "", said });
            expect(calls()).to.have.lengthOf(asked);
        });
    }

    it("is no reason to make a server anew that was ready before", async () => {
        const before = { SLIPWAY_TIMEOUT: "0", PULUMI_COMMAND_STDOUT: "ready" };
        const { said } = await sync({ boot: [[255, closed]] }, before);
        expect(said.at(-1)).to.equal(
            `no answer by SSH within 0s: does the droplet run, and is this machine's public address in slipway:servers.allowSshFrom? (${closed})`,
        );
    });

    for (const message of [changed, "Host key verification failed.", unlikeKeys]) {
        it(`gives the alarm at once, in the middle too: ${message.split("\n").at(-1)}`, async () => {
            const alarm = [
                "WHAT ANSWERS AT THIS ADDRESS IS NOT THE SERVER: its SSH host key is not the one that Slipway made",
                "nothing was sent to it; somebody may be in between, or the droplet was made anew by hand: find out which, before anything else",
            ];
            expect(await sync({ boot: [[255, message]] })).to.deep.equal({ code: 1, stdout: "", said: alarm });
            expect(await sync({ setup: [[255, message]] })).to.deep.equal({ code: 1, stdout: "", said: alarm });
            expect(calls()).to.deep.equal(["boot", "boot", "setup"]);
        });
    }
});
