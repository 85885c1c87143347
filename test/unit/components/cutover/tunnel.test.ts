import { existsSync, readFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { openTunnel, type Tunnel } from "../../../../components/cutover/tunnel";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("a tunnel", () => {
    let tunnel: Tunnel;

    afterEach(() => tunnel.close());

    const open = async (script: string) => {
        tunnel = await openTunnel(["sh", "-c"], script);
    };

    const dial = () =>
        new Promise<Socket>((resolve, reject) => {
            const socket = connect(tunnel.port, "127.0.0.1", () => resolve(socket)).on("error", reject);
        });

    it("carries bytes both ways, each connection its own", async () => {
        await open("exec head -c 300000");
        const sockets = await Promise.all([dial(), dial()]);
        const same = await Promise.all(
            sockets.map(async (socket, index) => {
                const bytes = Buffer.alloc(300_000, `${index}`);
                socket.write(bytes);
                return (await buffer(socket)).equals(bytes);
            }),
        );
        expect(same).to.deep.equal([true, true]);
    });

    const started = (folder: TemporaryFolder) => {
        const file = join(folder.path, "started");
        return existsSync(file) ? readFileSync(file, "utf8") : "";
    };

    it("has the first one's process ready, and starts no more than it needs", async () => {
        const folder = new TemporaryFolder();
        await open(`echo >>${folder.path}/started; head -c 1`);
        for (let text = ""; text === ""; await pause(5)) text = started(folder);
        const socket = await dial();
        const got = buffer(socket);
        socket.write("a");
        expect((await got).toString()).to.equal("a");
        expect(started(folder)).to.equal("\n");
        folder.remove();
    });

    it("loses nothing of a long answer after which the other end closes", async () => {
        // Who reads late has some of it to come when the other end is gone: how much is the system's own affair.
        const sizes = Array.from({ length: 8 }, (_, index) => 3_940_000 + index * 30_000);
        await open('read -r size; exec head -c "$size" /dev/zero');
        const got = await Promise.all(
            sizes.map(async (size) => {
                const socket = await dial();
                socket.write(`${size}\n`);
                await pause(1000);
                return (await buffer(socket)).length;
            }),
        );
        expect(got).to.deep.equal(sizes);
    });

    it("says what was wrong with the last connection", async () => {
        await open("echo one >&2; echo it does not run >&2; exit 1");
        expect((await buffer(await dial())).toString()).to.equal("");
        expect(tunnel.complaint()).to.equal("it does not run");
    });

    it("ends where there is no such shell", async () => {
        tunnel = await openTunnel(["/nowhere/sh"], "cat");
        expect((await buffer(await dial())).toString()).to.equal("");
        expect(tunnel.complaint()).to.match(/ENOENT/);
    });

    it("ends with its connections", async () => {
        await open("exec cat");
        const got = buffer(await dial());
        tunnel.close();
        expect((await got).toString()).to.equal("");
        const again = await dial().then(
            () => "open",
            () => "closed",
        );
        expect(again).to.equal("closed");
    });
});
