import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { type Answer, Inbox } from "../support/inbox";
import { type EchoApp, echoApp, stack } from "./support/echo";
import { eventually } from "./support/engine";
import type { Outcome } from "./support/project";

describe("announcements", function () {
    this.timeout(300_000);
    const inbox = new Inbox();
    const path = "hooks/T0K3N-8d1f";
    let app: EchoApp;
    let port: number;

    before(async () => {
        port = await inbox.open();
        app = await echoApp();
        for (const kind of ["slack", "webhook"]) await notify(kind, `http://127.0.0.1:${port}/${path}/${kind}`);
    });
    after(async () => {
        await app.project.remove(stack);
        await inbox.close();
    });

    const notify = async (kind: string, url: string) =>
        await app.project.must(
            `printf %s '${url}' | pulumi config set --secret --path slipway:notify.${kind} --stack ${stack}`,
        );
    const up = async (): Promise<Outcome> => await app.project.slipway("up", stack, "--yes", "--skip-preview");
    const bodies = () => inbox.take().map((body) => JSON.parse(body) as Record<string, unknown>);

    /** What the webhook got, and in the same order what the chat got. */
    function received(): { readonly webhook: readonly Record<string, unknown>[]; readonly chat: readonly unknown[] } {
        const all = bodies();
        return {
            webhook: all.filter((body) => "event" in body),
            chat: all.filter((body) => !("event" in body)).map((body) => body.text),
        };
    }

    it("say nothing of a preview", async () => {
        const { code, output } = await app.project.slipway("preview", stack);
        expect(code, output).to.equal(0);
        expect(inbox.take()).to.deep.equal([]);
        expect(output).not.to.contain("started");
    });

    it("tell of a release that starts and succeeds", async () => {
        const { code, output } = await up();
        expect(code, output).to.equal(0);
        const { webhook, chat } = received();
        expect(webhook.map(({ event }) => event)).to.deep.equal(["started", "succeeded"]);
        expect(chat).to.deep.equal(webhook.map(({ text }) => text));
        const [started, succeeded] = webhook;
        expect(started).to.have.keys("event", "project", "stack", "version", "commit", "who", "url", "time", "text");
        expect(started).to.deep.include({
            project: "slipway",
            stack,
            version: "1.0.0",
            commit: "",
            url: `http://localhost:${app.port}`,
        });
        expect(started?.text).to.match(/^slipway\/e2e: deploy of 1\.0\.0 \(by .+\) started$/);
        expect(succeeded?.changes).to.be.greaterThan(5);
        expect(succeeded?.seconds).to.be.greaterThan(0);
        expect(succeeded?.text).to.match(/ succeeded in \d+m?\d*s, \d+ changes: http:\/\/localhost:\d+$/);
        for (const text of chat) expect(output).to.contain(text);
    });

    it("say nothing of a deploy that changes nothing", async () => {
        const { code, output } = await up();
        expect(code, output).to.equal(0);
        expect(output).to.match(/Resources:\s+\d+ unchanged/);
        expect(output).not.to.contain("deploy of");
        expect(inbox.take()).to.deep.equal([]);
    });

    it("tell of a release that fails, why, and nothing of what the app printed", async () => {
        await app.set("slipway:env.BROKEN", "yes");
        const { code, output } = await up();
        expect(code, output).not.to.equal(0);
        const { webhook, chat } = received();
        expect(webhook.map(({ event }) => event)).to.deep.equal(["started", "failed"]);
        expect(webhook[1]?.reason).to.match(/^echo-release-service: service echo: the new version did not get healthy/);
        expect(chat[1]).to.equal(webhook[1]?.text);
        expect(output).to.contain(webhook[1]?.text);
        expect(JSON.stringify(webhook)).not.to.contain("broken on purpose");
        await app.set("slipway:env.BROKEN", "no");
    });

    it("tell of a release that was interrupted", async () => {
        await app.set("slipway:env.GREETING", "interrupted");
        const running = app.project.start(["up", stack, "--yes", "--skip-preview"]);
        await eventually("the start is announced", async () => (inbox.bodies.length >= 2 ? true : undefined));
        running.signal("SIGINT");
        const { code, output } = await running.end;
        expect(code, output).not.to.equal(0);
        const { webhook } = received();
        expect(webhook.map(({ event }) => event)).to.deep.equal(["started", "failed"]);
        expect(webhook[1]?.reason).to.match(/interrupted|stopped|cancelled/);
        expect(output).not.to.match(/^\s+at .*:\d+:\d+/m);
    });

    const troubles: readonly (readonly [what: string, answer: Answer, reason: string])[] = [
        ["answers with a fault", 500, "it answers 500"],
        ["is gone", 404, "it answers 404"],
        ["does not answer", "never", "it does not answer within 5s"],
    ];
    for (const [what, answer, reason] of troubles) {
        it(`let a deploy succeed where the URL ${what}`, async () => {
            inbox.answer = answer;
            await app.set("slipway:env.GREETING", `${answer}`);
            const { code, output } = await up();
            expect(code, output).to.equal(0);
            for (const kind of ["slack", "webhook"]) {
                expect(output).to.contain(
                    `the announcement did not reach 127.0.0.1:${port} (slipway:notify.${kind}): ${reason}`,
                );
            }
            expect(await (await fetch(app.url)).text()).to.equal(`${answer}`);
            expect(output).not.to.contain(path);
            inbox.answer = 200;
            inbox.take();
        });
    }

    it("let a deploy succeed where nothing listens, by plain pulumi too, and show no URL anywhere", async () => {
        await inbox.close();
        await app.set("slipway:env.GREETING", "alone");
        const output = await app.project.must(`pulumi up --stack ${stack} --yes --skip-preview`);
        expect(output).to.contain(`did not reach 127.0.0.1:${port}`).and.contain("it cannot be reached (ECONNREFUSED)");
        expect(output).not.to.contain(path);
        const found = await app.project.shell(`grep -rl '${path.slice(6)}' .slipway Pulumi.${stack}.yaml`);
        expect(found.output).to.equal("");
        expect(readFileSync(join(app.project.folder, `Pulumi.${stack}.yaml`), "utf8")).to.contain("slipway:notify");
    });

    it("leave destroy as it is", async () => {
        await app.project.must(`pulumi destroy --stack ${stack} --yes --skip-preview`);
    });
});
