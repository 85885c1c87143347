import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect } from "chai";
import { toolchainEnvironment } from "../../../toolchain/environment";
import { exportLines } from "../../../toolchain/export-lines";

describe("the environment of Pulumi and Docker commands", () => {
    let folder: string;
    let project: string;
    let from: NodeJS.ProcessEnv;

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-environment-"));
        project = join(folder, "the app's");
        from = { HOME: join(folder, "home"), SLIPWAY_CACHE: join(folder, "cache"), PATH: "/usr/bin:/bin" };
        await mkdir(project);
        await mkdir(join(folder, "cache"));
    });
    afterEach(() => rm(folder, { recursive: true }));

    const environment = (more: NodeJS.ProcessEnv = {}) => toolchainEnvironment({ project, from: { ...from, ...more } });
    const useStandIns = () =>
        writeFile(join(folder, "cache", "toolchain.json"), JSON.stringify({ home: join(folder, "cache", "h") }));

    it("has the pinned tools first, the project's state, and a passphrase", () => {
        expect(environment()).to.deep.equal({
            PATH: `${folder}/cache/bin:/usr/bin:/bin`,
            PULUMI_SKIP_UPDATE_CHECK: "1",
            PULUMI_BACKEND_URL: `file://${project}/.slipway/state`,
            PULUMI_CONFIG_PASSPHRASE_FILE: `${project}/.slipway/passphrase`,
        });
        expect(existsSync(join(project, ".slipway", "state"))).to.equal(true);
    });

    it("names the pinned tools once, however often it is laid over itself", () => {
        const once = environment();
        expect(environment(once)).to.deep.equal(once);
    });

    it("makes a passphrase that is long, private, and stays the same", async () => {
        environment();
        const file = join(project, ".slipway", "passphrase");
        const first = await readFile(file, "utf8");
        expect(first).to.match(/^[\w-]{32}\n$/);
        expect(statSync(file).mode & 0o777).to.equal(0o600);
        environment();
        expect(await readFile(file, "utf8")).to.equal(first);
    });

    it("uses the cache's own Pulumi home where stand-ins are in use, and fetches no plugin", async () => {
        await useStandIns();
        const { PULUMI_HOME, PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION } = environment();
        expect(PULUMI_HOME).to.equal(join(folder, "cache", "h"));
        expect(PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION).to.equal("1");
    });

    it("goes back to the user's Pulumi home in a shell that still names one of the cache's", () => {
        const home = environment({ PULUMI_HOME: join(folder, "cache", "views", "old", "home") }).PULUMI_HOME;
        expect(home).to.equal(join(folder, "home", ".pulumi"));
        expect(environment({ PULUMI_HOME: "/srv/pulumi" })).to.not.have.property("PULUMI_HOME");
    });

    it("leaves what the user has set", () => {
        const set = { PULUMI_BACKEND_URL: "s3://states", PULUMI_CONFIG_PASSPHRASE: "" };
        const { PULUMI_BACKEND_URL, ...rest } = environment(set);
        expect(PULUMI_BACKEND_URL).to.equal("s3://states");
        expect(rest).to.not.have.property("PULUMI_CONFIG_PASSPHRASE_FILE");
        expect(environment({ PULUMI_CONFIG_PASSPHRASE_FILE: "/run/p" }).PULUMI_CONFIG_PASSPHRASE_FILE).to.equal(
            "/run/p",
        );
    });

    it("leaves a backend that Pulumi.yaml names", async () => {
        await writeFile(join(project, "Pulumi.yaml"), "name: app\nbackend:\n  url: gs://states\n");
        expect(environment()).to.not.have.property("PULUMI_BACKEND_URL");
        await writeFile(join(project, "Pulumi.yaml"), "name: app\n");
        expect(environment()).to.have.property("PULUMI_BACKEND_URL");
    });

    const logins: [current: string, stays: boolean][] = [
        ["https://api.pulumi.com", true],
        ["file:///srv/states", true],
        ["file:///other/clone/.slipway/state", false],
        ["", false],
    ];
    for (const [current, stays] of logins) {
        it(`${stays ? "leaves" : "does not take"} "${current}" ${stays ? "as" : "for"} a login`, async () => {
            await mkdir(join(folder, "home", ".pulumi"), { recursive: true });
            await writeFile(join(folder, "home", ".pulumi", "credentials.json"), JSON.stringify({ current }));
            expect("PULUMI_BACKEND_URL" in environment()).to.equal(!stays);
        });
    }

    it("comes through a shell unchanged", () => {
        const values = { A: "it's", B: "a b\n$HOME `x` \\", C: "" };
        const script = `${exportLines(values)} printf '%s|%s|%s' "$A" "$B" "$C"`;
        expect(execFileSync("sh", ["-c", script], { encoding: "utf8" })).to.equal("it's|a b\n$HOME `x` \\|");
    });

    it("refuses a cache that would be another one in each folder", () => {
        expect(() => environment({ SLIPWAY_CACHE: "cache" })).to.throw(
            'SLIPWAY_CACHE is "cache": expected an absolute path',
        );
    });
});

describe("toolchain/path.sh", () => {
    const script = resolve(__dirname, "../../../toolchain/path.sh");
    const pathAfter = (env: NodeJS.ProcessEnv) =>
        execFileSync("/bin/sh", ["-euc", `. '${script}'; . '${script}'; printf %s "$PATH"`], { env, encoding: "utf8" });

    it("puts the pinned tools first, once", () => {
        const env = { HOME: "/home/me", PATH: "/usr/bin:/bin" };
        expect(pathAfter(env)).to.equal("/home/me/.cache/slipway/bin:/usr/bin:/bin");
        expect(pathAfter({ ...env, SLIPWAY_CACHE: "/c" })).to.equal("/c/bin:/usr/bin:/bin");
        expect(pathAfter({ ...env, PATH: "/usr/bin:/home/me/.cache/slipway/bin" })).to.match(/^\/home\/me\/.cache/);
    });
});
