import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Announcer } from "../../../components/announce/announcer";
import { type Answer, Inbox } from "../../support/inbox";
import { makeWithMocks } from "../support/mocks";

describe("an announcer", () => {
    let inbox: Inbox;
    let port: number;
    /** What the terminal was told. */
    let lines: string[];
    const log = { ...pulumi.log };

    beforeEach(async () => {
        inbox = new Inbox();
        port = await inbox.open();
        lines = [];
        for (const level of ["info", "warn", "error"] as const) {
            Object.assign(pulumi.log, { [level]: async (text: string) => void lines.push(`${level}: ${text}`) });
        }
    });
    afterEach(async () => {
        Object.assign(pulumi.log, log);
        await inbox.close();
    });

    /** Uses an announcer as a program does. */
    async function announce(use: (announcer: Announcer) => Promise<void>): Promise<void> {
        await makeWithMocks(async () => {
            const notify = { webhook: pulumi.secret(`http://127.0.0.1:${port}/T0K3N`) };
            const announcer = new Announcer({ version: "1.4.2", url: "http://app", directory: "/", notify });
            // The second is never known: a password whose making failed.
            announcer.hide([pulumi.secret("hunter2"), pulumi.output(new Promise<string>(() => {}))]);
            await use(announcer);
        });
    }

    const events = () =>
        inbox.take().map((body) => {
            const { event, changes, reason } = JSON.parse(body) as Record<string, unknown>;
            return [event, changes ?? reason];
        });
    const short = () => lines.map((line) => line.replace(/deploy of .*? (?=started|succeeded|failed)/, ""));

    it("tells the start once, and the end with the number of changes", async () => {
        await announce(async (announcer) => {
            for (const _ of [1, 2, 3]) announcer.begin();
            await announcer.succeed();
            await announcer.succeed();
            await announcer.fail("too late");
        });
        expect(events()).to.deep.equal([
            ["started", undefined],
            ["succeeded", 3],
        ]);
        expect(short()[0]).to.equal("info: slipway/test: started");
        expect(short()[1]).to.match(/^info: slipway\/test: succeeded in \d+s, 3 changes: http:\/\/app$/);
        expect(lines).to.have.lengthOf(2);
    });

    it("tells the first failure alone, without secrets", async () => {
        await announce(async (announcer) => {
            announcer.begin();
            await Promise.all([announcer.fail("it says hunter2", "api"), announcer.fail("second", "web")]);
            await announcer.succeed();
        });
        expect(events()).to.deep.equal([
            ["started", undefined],
            ["failed", "api: it says ***"],
        ]);
        expect(lines[1]).to.match(/^error: .* failed after \d+s: api: it says \*\*\*$/);
    });

    it("says nothing of a deploy that did not begin", async () => {
        await announce(async (announcer) => await announcer.succeed());
        expect([events(), lines]).to.deep.equal([[], []]);
    });

    const troubles: readonly (readonly [Answer, number, string])[] = [
        [500, 2, "it answers 500"],
        [429, 2, "it answers 429"],
        [404, 1, "it answers 404"],
        [302, 1, "it answers 302"],
        ["never", 1, "it does not answer within 5s"],
    ];
    for (const [answer, tries, reason] of troubles) {
        it(`warns after ${tries} tries where ${reason}, and names the host alone`, async () => {
            inbox.answer = answer;
            await announce(async (announcer) => await announcer.fail("x"));
            expect(inbox.take()).to.have.lengthOf(tries);
            expect(lines[1]).to.equal(
                `warn: the announcement did not reach 127.0.0.1:${port} (slipway:notify.webhook): ${reason}; the deploy itself is not affected`,
            );
            expect(lines.join("\n")).not.to.contain("T0K3N");
        });
    }

    it("warns where nothing listens", async () => {
        await inbox.close();
        await announce(async (announcer) => await announcer.fail("x"));
        expect(lines[1]).to.contain(": it cannot be reached (ECONNREFUSED); the deploy itself is not affected");
    });
});
