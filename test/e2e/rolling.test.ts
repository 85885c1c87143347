import { createHash } from "node:crypto";
import { expect } from "chai";
import { type EchoApp, echoApp, stack } from "./support/echo";
import { underLoad } from "./support/load";

describe("a rolling release", function () {
    this.timeout(300_000);
    let app: EchoApp;

    before(async () => {
        app = await echoApp();
        const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
    });
    after(async () => await app.project.remove(stack));

    const get = async (path: string) => await (await fetch(new URL(path, app.url))).text();

    it("serves, with the secret in the container's environment", async () => {
        expect(await get("/")).to.equal("one");
        expect(await get("/token")).to.equal(createHash("sha256").update("token-5f1c9ab37e").digest("hex"));
    });

    it("changes nothing the second time", async () => {
        const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(output).to.match(/Resources:\s+\d+ unchanged/);
    });

    it("loses no request of 2,000 at 200 a second, one replica, every second one a POST", async () => {
        const result = await underLoad({ url: app.url, rate: 200, post: true }, 2_000, async () => {
            for (const greeting of ["two", "three"]) {
                await app.set("slipway:env.GREETING", greeting);
                const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
                expect(code, output).to.equal(0);
            }
        });
        expect(result.failures).to.deep.equal([]);
        expect(result.sent).to.be.at.least(2_000);
        expect([...result.bodies.keys()]).to.deep.equal(["one", "two", "three"]);
    });

    it("puts a new secret into the container, and none into the state in clear", async () => {
        await app.project.secret(stack, "ECHO_TOKEN", "9d7e6f3a21");
        const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(await get("/token")).to.equal(createHash("sha256").update("token-9d7e6f3a21").digest("hex"));
        const encoded = Buffer.from("token-9d7e6f3a21").toString("base64");
        const found = await app.project.shell(
            `grep -rlE '9d7e6f3a21|5f1c9ab37e|${encoded}' .slipway Pulumi.${stack}.yaml`,
        );
        expect(found.output).to.equal("");
        expect(output).not.to.contain("9d7e6f3a21");
    });

    it("lets a version that never gets healthy fail, says why, and loses no request", async () => {
        let output = "";
        const result = await underLoad({ url: app.url, rate: 100, post: true }, 500, async () => {
            await app.set("slipway:env.BROKEN", "yes");
            const outcome = await app.project.slipway("up", stack, "--yes", "--skip-preview");
            output = outcome.output;
            expect(outcome.code, output).not.to.equal(0);
        });

        expect(output).to.contain("service echo: the new version did not get healthy");
        expect(output).to.contain("broken on purpose");
        expect(output).to.match(/its last failed health check said:\s[\s\S]*HTTP Error 500/);
        expect(output).to.contain("service echo: the version before serves on");
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
        expect(result.failures).to.deep.equal([]);
        expect([...result.bodies.keys()]).to.deep.equal(["three"]);
    });

    it("then previews exactly the one change that failed", async () => {
        const output = await app.project.must(`pulumi preview --stack ${stack} --diff`);
        expect(output).to.match(/BROKEN\s*: "no" => "yes"/);
        expect(output).to.match(/~ 1 to update\s+\d+ unchanged/);
    });

    it("goes on once the cause is mended", async () => {
        await app.set("slipway:env.BROKEN", "no");
        await app.set("slipway:env.GREETING", "four");
        const { code, output } = await app.project.slipway("up", stack, "--yes", "--skip-preview");
        expect(code, output).to.equal(0);
        expect(await get("/")).to.equal("four");
    });

    it("tells its state, logs and runs commands", async () => {
        const status = JSON.parse((await app.project.slipway("status", stack, "--json")).output);
        expect(status.services).to.deep.equal([
            {
                service: "echo",
                version: "python:3.11-slim-bookworm",
                commit: "",
                built: "",
                replicas: "1/1",
                health: "healthy",
                failures: 0,
            },
        ]);
        expect((await app.project.slipway("logs", stack, "echo")).output).to.match(/^echo \| ready$/m);
        const ran = await app.project.slipway("exec", stack, "echo", "sh", "-c", "echo $GREETING; exit 7");
        expect(ran).to.deep.equal({ code: 7, output: "four\n" });
    });

    it("is the same for plain pulumi, and leaves nothing but what is named", async () => {
        expect(await app.project.must(`pulumi preview --stack ${stack} --expect-no-changes`)).to.match(/\d+ unchanged/);
        expect(await app.project.must(`pulumi refresh --stack ${stack} --yes --skip-preview`)).to.match(
            /\d+ unchanged/,
        );
        await app.project.must(`pulumi destroy --stack ${stack} --yes --skip-preview`);
        const names = await app.project.must(
            "for what in service network secret config volume; do docker $what ls --format '{{.Name}}'; done",
        );
        expect(names.split("\n").filter((name) => name.includes(app.project.id))).to.deep.equal([]);
    });
});
