import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { openConnection, sharedConnection } from "../../../../components/host/open-connection";
import { FakeSsh } from "../../support/fake-ssh";
import type { Ended } from "../../support/run-script";
import { setEnvironment } from "../../support/set-environment";

const host = "203.0.113.5";
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";
const privateKey = "-----BEGIN OPENSSH PRIVATE KEY-----\nsecret\n-----END OPENSSH PRIVATE KEY-----";

describe("the connection to a server", () => {
    let ssh: FakeSsh;
    let connection: string;

    beforeEach(() => {
        ssh = new FakeSsh();
        connection = ssh.connection(host, hostKey);
    });
    afterEach(() => ssh.remove());

    function start(words: readonly string[], more: Readonly<Record<string, string>> = {}, input = "") {
        const child = spawn("bash", words, {
            cwd: join(__dirname, "..", "..", "..", ".."),
            env: { ...process.env, ...ssh.environment, SLIPWAY_SSH_KEY: privateKey, ...more },
            detached: true,
        });
        child.stdin.on("error", () => {});
        child.stdin.end(input);
        const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
        const ended: Promise<Ended> = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
            ([code, stdout, stderr]) => ({ code, stdout, stderr }),
        );
        return { child, ended };
    }

    const onServer = (script: string, input?: string, more?: Readonly<Record<string, string>>) =>
        start(["components/host/on-server.sh", host, hostKey, script], more, input).ended;

    /** What lies in its folder. */
    const left = () => readdirSync(dirname(connection)).map((name) => name.replace(/^[0-9a-f]{16}/, "C"));

    async function until(holds: () => boolean): Promise<void> {
        while (!holds()) await pause(10);
    }

    it("trusts the one host key, shows the one key, asks nobody, and leads to the engine", async () => {
        expect(await onServer("true")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
        const [opened, ...more] = ssh.connections;
        expect(more).to.deep.equal([]);
        const { words, files: [key = "", knownHosts = ""] = [], ...seen } = opened ?? { words: [] };
        expect(seen).to.deep.equal({ key: privateKey, knownHosts: `${host} ${hostKey}`, modes: "700 600" });
        const options = words.filter((word) => word !== "-o");
        expect(options).to.deep.equal([
            // The first one counts: it goes there by itself here, and nowhere else.
            ...["ProxyCommand=none", "-F", "/dev/null", `ControlPath=${connection}`, "BatchMode=yes"],
            ...["LogLevel=ERROR", "ProxyCommand=false"],
            ...["ControlMaster=yes", "ControlPersist=900"],
            ...[`IdentityFile=${key}`, "IdentitiesOnly=yes", "PreferredAuthentications=publickey"],
            ...[`UserKnownHostsFile=${knownHosts}`, "GlobalKnownHostsFile=/dev/null"],
            ...["StrictHostKeyChecking=yes", "UpdateHostKeys=no", "HostKeyAlgorithms=ssh-ed25519"],
            ...["ConnectTimeout=10", "ServerAliveInterval=5", "ServerAliveCountMax=4"],
            ...["StreamLocalBindUnlink=yes", "StreamLocalBindMask=0177", "ExitOnForwardFailure=yes"],
            ...["-L", `${connection}.docker:/var/run/docker.sock`, "-l", "slipway", host, "true"],
        ]);
        expect(words.filter((word) => word === "-o")).to.have.lengthOf(
            options.filter((word) => /^[A-Z]\w+=/.test(word)).length,
        );
    });

    it("leaves no key behind, in a folder that is nobody else's", async () => {
        await onServer("true");
        expect(left()).to.deep.equal(["C"]);
        expect(statSync(dirname(connection)).mode & 0o777).to.equal(0o700);
    });

    it("is opened once, and then used again", async () => {
        await onServer("true");
        await onServer("true");
        expect(ssh.connections).to.have.lengthOf(1);
        expect(ssh.commands).to.deep.equal([
            [host, "bash -c true"],
            [host, "bash -c true"],
        ]);
    });

    it("is another one for another server, and for another host key", async () => {
        await onServer("true");
        await start(["components/host/on-server.sh", "203.0.113.6", hostKey, "true"]).ended;
        await start(["components/host/on-server.sh", host, `${hostKey}2`, "true"]).ended;
        expect(ssh.connections.map(({ knownHosts }) => knownHosts)).to.deep.equal([
            `${host} ${hostKey}`,
            `203.0.113.6 ${hostKey}`,
            `${host} ${hostKey}2`,
        ]);
        expect(left()).to.have.lengthOf(3);
    });

    it("is opened anew where nobody listens at its socket any more", async () => {
        await onServer("true");
        ssh.kill(connection);
        expect(await onServer("echo here")).to.deep.equal({ code: 0, stdout: "here\n", stderr: "" });
        expect(ssh.connections).to.have.lengthOf(2);
    });

    /** A `sleep` of bash that tells that it was called. */
    const noticed = () => {
        const notice = join(ssh.folder.path, "sleeps");
        return { notice, more: { "BASH_FUNC_sleep%%": `() { : >"${notice}"; command sleep 0.02; }` } };
    };

    it("is opened by one of two who want it at once", async () => {
        const { notice, more } = noticed();
        ssh.dawdle();
        const first = onServer("echo first");
        await until(() => ssh.connections.length > 0);
        const second = onServer("echo second", "", more);
        await until(() => existsSync(notice));
        ssh.hurry();
        expect((await first).stdout + (await second).stdout).to.equal("first\nsecond\n");
        expect(ssh.connections).to.have.lengthOf(1);
        expect(left()).to.deep.equal(["C"]);
    });

    it("is opened by the next where the first one's attempt fails", async () => {
        const { notice, more } = noticed();
        ssh.dawdle();
        ssh.refuse(host, "no route to host\n");
        const first = onServer("echo first");
        await until(() => ssh.connections.length > 0);
        const second = onServer("echo second", "", more);
        await until(() => existsSync(notice));
        ssh.hurry();
        const failure = { code: 255, stdout: "", stderr: "no route to host\n" };
        expect([await first, await second]).to.deep.equal([failure, failure]);
        expect(ssh.connections).to.have.lengthOf(2);
    });

    it("is not held up by what was killed in the middle a while ago", async () => {
        mkdirSync(`${connection}.lock`, { recursive: true });
        ssh.folder.write(`.cache/slipway/ssh/${connection.slice(-16)}.key.a1b2c3/key`, privateKey);
        const past = Date.now() / 1000 - 70;
        utimesSync(`${connection}.lock`, past, past);
        expect(await onServer("echo here")).to.deep.equal({ code: 0, stdout: "here\n", stderr: "" });
        expect(left()).to.deep.equal(["C"]);
    });

    it("waits for whoever has begun just now", async () => {
        const { notice, more } = noticed();
        mkdirSync(`${connection}.lock`, { recursive: true });
        const { child, ended } = start(["components/host/on-server.sh", host, hostKey, "true"], more);
        await until(() => existsSync(notice));
        expect(existsSync(`${connection}.lock`)).to.equal(true);
        process.kill(-(child.pid ?? 0), "SIGKILL");
        await ended;
        expect(ssh.connections).to.deep.equal([]);
    });

    it("takes its key away and lets others in when it is interrupted", async () => {
        ssh.dawdle();
        const { child, ended } = start(["components/host/on-server.sh", host, hostKey, "true"]);
        await until(() => ssh.connections.length > 0);
        expect(left()).to.have.lengthOf(2);
        process.kill(-(child.pid ?? 0), "SIGTERM");
        await ended;
        await until(() => left().length === 0);
    });

    const changed = "@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.\n";
    for (const message of [changed, `slipway@${host}: Permission denied (publickey).\n`, ""]) {
        it(`says what ssh says where it cannot be opened: ${message.trim().split("\n").at(-1) || "nothing"}`, async () => {
            ssh.refuse(host, message);
            expect(await onServer("echo never")).to.deep.equal({ code: 255, stdout: "", stderr: message });
            expect(left()).to.deep.equal([]);
            expect(ssh.commands).to.deep.equal([]);
        });
    }

    it("needs a key, and a folder for it", async () => {
        const { code, stderr } = await onServer("true", "", { SLIPWAY_SSH_KEY: "" });
        expect(code).to.equal(255);
        expect(stderr).to.contain("SLIPWAY_SSH_KEY");
        expect(left()).to.deep.equal([]);
        ssh.folder.write("file", "");
        expect(await onServer("true", "", { HOME: join(ssh.folder.path, "file") })).to.deep.include({ code: 255 });
        expect(ssh.connections).to.deep.equal([]);
    });

    it("carries a script as it is, its input and its exit status", async () => {
        const script = `cat; echo "it's \${#} $0" 'a  b' \\\\ >&2\nexit 7`;
        expect(await onServer(script, "one\ntwo")).to.deep.equal({
            ...{ code: 7, stdout: "one\ntwo" },
            stderr: "it's 0 bash a  b \\\n",
        });
    });

    describe("file-on-server.sh", () => {
        const run = (script: string, input?: string) =>
            start(
                ["components/host/file-on-server.sh", `components/host/${script}.sh`],
                {
                    ...{ SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_MODE: "640" },
                    SLIPWAY_FILE: join(ssh.folder.path, "var", "it's one", "key"),
                },
                input,
            ).ended;
        const gone = "ssh: connect to host 203.0.113.5 port 22: No route to host\n";

        it("places a file on the server, and removes it", async () => {
            expect(await run("place-file", "sesame\n")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(ssh.folder.read("var/it's one/key")).to.equal("sesame\n");
            expect(statSync(join(ssh.folder.path, "var/it's one/key")).mode & 0o777).to.equal(0o640);
            expect(await run("remove-file")).to.deep.equal({ code: 0, stdout: "", stderr: "" });
            expect(existsSync(join(ssh.folder.path, "var"))).to.equal(false);
            expect(ssh.commands.map(([address]) => address)).to.deep.equal([host, host]);
            // A process list shows them.
            expect(ssh.commands.flat().join(" ")).not.to.contain("sesame");
        });

        it("fails where the script does", async () => {
            ssh.folder.write("var", "");
            expect(await run("place-file", "one")).to.deep.include({ code: 1 });
        });

        it("places nothing where the server cannot be reached, and has nothing to remove there", async () => {
            ssh.refuse(host, gone);
            expect(await run("place-file", "one")).to.deep.equal({ code: 255, stdout: "", stderr: gone });
            const { code, stderr } = await run("remove-file");
            expect(code).to.equal(0);
            const file = join(ssh.folder.path, "var", "it's one", "key");
            expect(stderr).to.equal(`${gone}server ${host} cannot be reached: ${file} stays there, if it is there\n`);
        });
    });

    describe("engine.sh", () => {
        const engine = (more: Readonly<Record<string, string>>) =>
            start(["-c", '. components/host/engine.sh; echo "$DOCKER_HOST"; command -v ssh'], more).ended;
        const server = { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey };

        it("is the server's, by the connection", async () => {
            expect(await engine({ ...server, DOCKER_HOST: "unix:///elsewhere" })).to.deep.equal({
                ...{ code: 0, stderr: "" },
                stdout: `unix://${connection}.docker\n${ssh.folder.path}/bin/ssh\n`,
            });
        });

        it("is the one at DOCKER_HOST where there is no server", async () => {
            const { code, stdout } = await engine({ DOCKER_HOST: "unix:///elsewhere" });
            expect({ code, stdout: stdout.split("\n")[0] }).to.deep.equal({ code: 0, stdout: "unix:///elsewhere" });
            expect(ssh.connections).to.deep.equal([]);
        });

        it("is none where the server cannot be reached", async () => {
            ssh.refuse(host, "Connection refused\n");
            expect(await engine(server)).to.deep.equal({
                ...{ code: 1, stdout: "" },
                stderr: `Connection refused\nserver ${host} cannot be reached by SSH: what it said is above\n`,
            });
        });
    });

    describe("from the program", () => {
        let restore: () => void;

        beforeEach(() => {
            restore = setEnvironment(ssh.environment);
        });
        afterEach(() => restore());

        const open = () =>
            openConnection({ host, hostKey, privateKey }).catch((error: unknown) => (error as Error).message);

        it("is the same one", async () => {
            expect(await open()).to.equal(`${connection}.docker`);
            expect(ssh.connections[0]).to.deep.include({ key: privateKey, knownHosts: `${host} ${hostKey}` });
            await onServer("true");
            expect(ssh.connections).to.have.lengthOf(1);
        });

        it("fails with what ssh said, or its status", async () => {
            ssh.refuse(host, "Permission denied (publickey).\n");
            expect(await open()).to.equal(`server ${host} cannot be reached by SSH: Permission denied (publickey).`);
            ssh.refuse(host, "");
            expect(await open()).to.equal(`server ${host} cannot be reached by SSH: exit status 255`);
        });

        it("is where ssh is told to look for it, by any name of the home folder", () => {
            const options = sharedConnection({ host, hostKey });
            expect(options).to.deep.equal([
                ...["-F", "/dev/null", "-o", `ControlPath=\${HOME}/.cache/slipway/ssh/${connection.slice(-16)}`],
                ...["-o", "BatchMode=yes", "-o"],
                "ProxyCommand=echo 'no connection to the server is open: ./slipway opens it first' >&2",
            ]);
        });
    });
});
