import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import type { Flow, SmokeRun, Step } from "../../../../components/smoke/plan";
import { TemporaryFolder } from "../../support/temporary-folder";
import { netcat } from "../cutover/netcat";
import { TestApp } from "./app";

const step: Omit<Step, "name" | "method" | "path"> = {
    host: "localhost",
    headers: {},
    expect: { json: {}, text: [], headers: {} },
    capture: {},
    timeout: 10,
};
const flow: Flow = {
    name: "one",
    steps: [{ ...step, name: "ask", method: "GET", path: "/a?u=${unique}" }],
    cleanup: [{ ...step, name: "tidy", method: "DELETE", path: "/a" }],
};

describe("the smoke flows' own process", () => {
    const app = new TestApp();
    let child: ChildProcess;
    let folder: TemporaryFolder;

    beforeEach(async () => {
        folder = new TemporaryFolder();
        app.got.length = 0;
        app.replies(() => ({}));
        await app.start();
    });
    afterEach(async () => {
        child.kill("SIGKILL");
        await app.stop();
        folder.remove();
    });

    /**
     * @param part what the flows are in a release; undefined: a script runs them, with a stack of its own
     * @param more of the flows' plan
     */
    async function run(
        part?: string,
        more: Partial<SmokeRun> = {},
    ): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
        const plan = { address: "127.0.0.1", port: app.port, routes: [], flows: [flow], variables: [], secrets: [] };
        const started = spawn("node", ["--import", "tsx", "components/smoke/main.ts"], {
            cwd: join(__dirname, "..", "..", "..", ".."),
            env: {
                ...process.env,
                SLIPWAY_SMOKE: JSON.stringify({ ...plan, values: {}, ...more }),
                SLIPWAY_FAILURES: folder.path,
                SLIPWAY_STACK: "slipway-test",
                ...(part === undefined ? {} : { SLIPWAY_PART: part }),
            },
            stdio: ["ignore", "pipe", "pipe"],
        });
        child = started;
        const closed = new Promise<number | null>((resolve) => started.on("close", resolve));
        const [code, stdout, stderr] = await Promise.all([closed, text(started.stdout), text(started.stderr)]);
        return { code, stdout: stdout.replace(/\d+ ms/g, "N ms"), stderr };
    }

    it("ends well when all flows are green", async () => {
        expect(await run()).to.deep.equal({
            code: 0,
            stdout: "smoke: one\nsmoke: ✓ ask (GET /a?u=${unique} → 200, N ms)\nsmoke: ✓ tidy (DELETE /a → 200, N ms)\n",
            stderr: "",
        });
        expect(app.requests[0]).to.match(/^GET \/a\?u=[0-9a-f]{12}$/);
    });

    it("fails when one is red", async () => {
        app.replies(() => ({ status: 404 }));
        expect(await run()).to.deep.include({ code: 1, stderr: "" });
    });

    it("go through a tunnel where there is one", async () => {
        const nowhere = { address: "", port: 0 };
        const tunnel = { shell: ["sh", "-c"], script: netcat(app.port) };
        expect(await run(undefined, { ...nowhere, tunnel })).to.deep.include({ code: 0, stderr: "" });
        expect(app.requests.map((request) => request.replace(/\?.*/, ""))).to.deep.equal(["GET /a", "DELETE /a"]);
        expect(app.got.map(({ headers }) => headers.host)).to.deep.equal(["localhost", "localhost"]);
    });

    it("are red where the tunnel leads nowhere", async () => {
        const tunnel = { shell: ["sh", "-c"], script: "exit 1" };
        const { code, stdout } = await run(undefined, { address: "127.0.0.1", tunnel });
        expect(code).to.equal(1);
        expect(stdout).to.contain("the connection was cut");
        expect(app.requests).to.deep.equal([]);
    });

    const notes = () => readdirSync(folder.path, { recursive: true });

    it("tells the next preview which are red, where no script does", async () => {
        app.replies(() => ({ status: 404 }));
        await run();
        expect(notes()).to.deep.equal([]);
        await run("smoke");
        expect(notes()).to.deep.equal(["slipway-test", "slipway-test/smoke"]);
        expect(folder.read("slipway-test/smoke")).to.equal("red: one\n");
    });

    it("tells nothing of flows that are green", async () => {
        await run("smoke");
        expect(notes()).to.deep.equal([]);
    });

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`cleans up at ${signal}, fails, and tells the next preview`, async () => {
            app.replies(({ method }) => {
                if (method === "GET") {
                    child.kill(signal);
                    child.kill(signal);
                }
                return method === "GET" ? undefined : {};
            });
            const { code, stdout } = await run("smoke");
            expect(code).to.equal(1);
            expect(stdout).to.contain("smoke:     interrupted\nsmoke: ✓ tidy (DELETE /a → 200, N ms)\n");
            expect(folder.read("slipway-test/smoke")).to.equal("interrupted\n");
        });
    }
});
