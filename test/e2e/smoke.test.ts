import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type EchoApp, echoApp, stack } from "./support/echo";
import { eventually } from "./support/engine";
import { underLoad } from "./support/load";

/** A flow that asks for a greeting that starts with "hello", and shows the app its token. */
const flows = `
flows:
  - name: a visitor comes
    steps:
      - name: greet
        request: GET /?token=\${ECHO_TOKEN}
        headers: { authorization: "bearer \${ECHO_TOKEN}" }
        expect: { text: hello }
      - name: send a file
        request: POST /files
        files: { file: { name: عرض.txt, content: "\${unique}" } }
    cleanup:
      - name: tidy
        request: POST /tidy
`;

describe("smoke flows", function () {
    this.timeout(600_000);
    let app: EchoApp;
    const outputs: string[] = [];

    const write = (text: string) => writeFileSync(join(app.project.folder, "smoke.yaml"), text);
    const body = async () => await (await fetch(app.url)).text();

    async function slipway(...words: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
        const outcome = await app.project.slipway(...words);
        outputs.push(outcome.output);
        return outcome;
    }
    const up = () => slipway("up", stack, "--yes", "--skip-preview");

    before(async () => {
        app = await echoApp();
        write(flows);
        await app.set("slipway:smoke", "./smoke.yaml");
        await app.set("slipway:env.GREETING", "hello one");
    });
    after(async () => await app.project.remove(stack));

    it("of a wrong file are refused in the preview, all problems at once", async () => {
        write("flows:\n  - name: one\n    steps:\n      - request: GET /${nobody}\n        expects: {}\n");
        const { code, output } = await slipway("preview", stack);
        expect(code).not.to.equal(0);
        expect(output).to.contain("./smoke.yaml:4 flows[0].steps[0].request: found ${nobody}");
        expect(output).to.contain("./smoke.yaml:5 flows[0].steps[0].expects: found a key that Slipway does not know");
        write(flows);
    });

    it("run at the end of the first deploy, and a second one changes nothing", async () => {
        const { code, output } = await up();
        expect(code, output).to.equal(0);
        expect(output).to.match(/smoke: ✓ greet \(GET \/\?token=\$\{ECHO_TOKEN\} → 200, \d+ ms\)/);
        expect(output).to.contain("smoke: ✓ tidy");
        const again = await slipway("preview", stack, "--expect-no-changes");
        expect(again.code, again.output).to.equal(0);
    });

    it("run in each release, which loses no request", async () => {
        const load = await underLoad({ url: app.url, rate: 100, post: true }, 500, async () => {
            await app.set("slipway:env.GREETING", "hello two");
            const { code, output } = await up();
            expect(code, output).to.equal(0);
            expect(output.match(/smoke: ✓ greet/g)).to.have.lengthOf(1);
        });
        expect(load.failures).to.deep.equal([]);
        expect(await body()).to.equal("hello two");
    });

    it("put the version before back when they are red, without a lost request", async () => {
        const load = await underLoad({ url: app.url, rate: 100, post: true }, 500, async () => {
            await app.set("slipway:env.GREETING", "wrong");
            const { code, output } = await up();
            expect(code).not.to.equal(0);
            expect(output).to.contain('expected the body to contain "hello"').and.contain("the answer: wrong");
            expect(output).to.contain("service echo: the smoke flow was red: the version before serves on");
        });
        expect(load.failures).to.deep.equal([]);
        expect(await body()).to.equal("hello two");
        const { output } = await slipway("preview", stack, "--diff");
        expect(output).to.match(/~ 1 to update/);
    });

    it("are passed by the next good release", async () => {
        await app.set("slipway:env.GREETING", "hello three");
        const { code, output } = await up();
        expect(code, output).to.equal(0);
        expect(await body()).to.equal("hello three");
    });

    it("that change run once at the end; red ones fail the update until they are mended", async () => {
        write(flows.replace("text: hello", "text: good day"));
        for (const _ of [1, 2]) {
            const { code, output } = await up();
            expect(code).not.to.equal(0);
            // Pulumi tells a failed command twice: as it goes, and at the end.
            expect(output.match(/\) smoke: ✗ greet/g), output).to.have.lengthOf(1);
            expect(output).not.to.contain("comes back");
        }
        expect(await body()).to.equal("hello three");
        write(flows);
        const { code, output } = await up();
        expect(code, output).to.equal(0);
    });

    it("can be run at any time", async () => {
        const { code, output } = await slipway("smoke", stack);
        expect(code, output).to.equal(0);
        expect(output).to.contain("smoke: ✓ send a file");
        const json = await app.project.must(`./slipway smoke ${stack} --json 2>/dev/null`);
        expect(JSON.parse(json)).to.have.nested.property("flows[0].steps[0].status", 200);
        write(flows.replace("text: hello", "text: good day"));
        expect((await slipway("smoke", stack)).code).to.equal(1);
        write(flows);
    });

    it("that are interrupted put the version before back, and clean up", async () => {
        write(flows.replace("{ text: hello }", "{ text: hello five }\n        within: 5m"));
        await app.set("slipway:env.GREETING", "hello four");
        const running = app.project.start(["up", stack, "--yes", "--skip-preview"]);
        await running.printed(/smoke: a visitor comes/);
        await eventually("the new version", async () => ((await body()) === "hello four" ? true : undefined));
        running.signal("SIGINT");
        const { code, output } = await running.end;
        outputs.push(output);
        expect(code).not.to.equal(0);
        await eventually("the version before", async () => ((await body()) === "hello three" ? true : undefined));
        write(flows);
        await app.project.must(`pulumi cancel --yes --stack ${stack}; true`);
        const after = await up();
        expect(after.code, after.output).to.equal(0);
        expect(await body()).to.equal("hello four");
    });

    it("show no secret", async () => {
        const state = await app.project.must(`pulumi stack export --stack ${stack}`);
        for (const text of [...outputs, state]) expect(text).not.to.contain("5f1c9ab37e");
    });
});
