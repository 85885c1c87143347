import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const run = promisify(execFile);

describe("./slipway", () => {
    let folder: string;
    let clone: string;

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-launcher-"));
        clone = join(folder, "a clone");
        await mkdir(join(folder, "bin"));
        await mkdir(clone);
        await copyFile(resolve(__dirname, "../../../slipway"), join(clone, "slipway"));
        await writeFile(join(clone, "package-lock.json"), "{}");
        await command("node", '[ "$1" = --version ] && { echo "${FAKE_NODE:-v20.19.0}"; exit; }; echo "$PWD: $*"');
        await command(
            "npm",
            'echo "$*" >>npm.log; sleep "${FAKE_NPM_TIME:-0}"; mkdir -p node_modules; exit "${FAKE_NPM:-0}"',
        );
    });
    afterEach(() => rm(folder, { recursive: true }));

    const command = async (name: string, script: string) => {
        await writeFile(join(folder, "bin", name), `#!/bin/sh\n${script}\n`);
        await chmod(join(folder, "bin", name), 0o755);
    };
    const slipway = (env: NodeJS.ProcessEnv = {}, path = join(clone, "slipway")) =>
        run(path, ["up", "a b"], { cwd: folder, env: { PATH: `${folder}/bin:/usr/bin:/bin`, ...env } });
    const npmCalls = async () =>
        (await readFile(join(clone, "npm.log"), "utf8").catch(() => "")).split("\n").length - 1;

    it("installs the packages, then runs the command line in its own folder", async () => {
        const { stdout, stderr } = await slipway();
        expect(stdout).to.equal(`${clone}: --import tsx cli/main.ts up a b\n`);
        expect(stderr).to.match(/^packages: installing npm packages \(there are none\) …\npackages: done in \d+s\n$/);
        expect(await readFile(join(clone, "npm.log"), "utf8")).to.contain("ci --ignore-scripts --no-audit --no-fund");
    });

    it("leaves npm alone while the packages fit, and not when they no longer do", async () => {
        await slipway();
        expect((await slipway()).stderr).to.equal("");
        expect(await npmCalls()).to.equal(1);
        await writeFile(join(clone, "package-lock.json"), '{"new": 1}');
        expect((await slipway()).stderr).to.contain("they do not fit package-lock.json");
        expect(await npmCalls()).to.equal(2);
    });

    it("leaves npm alone when somebody has just run it, until the lock file changes", async () => {
        await mkdir(join(clone, "node_modules"));
        await writeFile(join(clone, "node_modules", ".package-lock.json"), "{}");
        await slipway();
        expect(await npmCalls()).to.equal(0);
        const later = new Date(Date.now() + 5_000);
        await utimes(join(clone, "package-lock.json"), later, later);
        await slipway();
        expect(await npmCalls()).to.equal(1);
    });

    it("finds its folder through links, absolute and relative", async () => {
        await symlink(join(clone, "slipway"), join(folder, "one"));
        await symlink("../one", join(folder, "bin", "two"));
        expect((await slipway({}, join(folder, "bin", "two"))).stdout).to.match(/^\S+ clone: --import/);
    });

    it("installs once when two start at once", async () => {
        const outcomes = await Promise.all([slipway({ FAKE_NPM_TIME: "0.5" }), slipway({ FAKE_NPM_TIME: "0.5" })]);
        expect(await npmCalls()).to.equal(1);
        for (const { stdout } of outcomes) expect(stdout).to.contain("cli/main.ts");
    });

    it("installs once when two start at once on a system without flock", async () => {
        await rm(join(folder, "bin", "npm"));
        await command("npm", "echo ci >>npm.log; sleep 0.5; mkdir -p node_modules");
        for (const tool of [
            "sh",
            "readlink",
            "dirname",
            "cmp",
            "date",
            "cp",
            "mv",
            "mkdir",
            "sleep",
            "cat",
            "rm",
            "find",
        ]) {
            await symlink(`/bin/${tool}`, join(folder, "bin", tool));
        }
        const only = { PATH: `${folder}/bin` };
        await Promise.all([slipway(only), slipway(only)]);
        expect(await npmCalls()).to.equal(1);
    });

    it("shows what npm said when it fails, and tries again next time", async () => {
        const { code, stderr } = await slipway({ FAKE_NPM: "1" }).catch((error) => error);
        expect(code).to.equal(1);
        expect(stderr).to.contain("slipway: npm ci failed:");
        expect((await slipway()).stdout).to.contain("cli/main.ts");
    });

    for (const version of ["v18.20.0", "v20.18.3", "v8.0.0"]) {
        it(`refuses Node ${version}`, async () => {
            const { code, stderr } = await slipway({ FAKE_NODE: version }).catch((error) => error);
            expect(code).to.equal(1);
            expect(stderr).to.equal(`slipway: Node is ${version}: expected 20.19 or newer (https://nodejs.org)\n`);
        });
    }

    for (const version of ["v20.19.0", "v22.1.0", "v24.0.0"]) {
        it(`takes Node ${version}`, async () => {
            expect((await slipway({ FAKE_NODE: version })).stdout).to.contain("cli/main.ts");
        });
    }
});
