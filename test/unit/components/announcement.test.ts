import { expect } from "chai";
import {
    announcementText,
    type Deploy,
    type DeployEvent,
    slackBody,
    webhookBody,
} from "../../../components/announce/announcement";
import { deployerIn } from "../../../components/announce/deployer";
import { failureReason } from "../../../components/announce/failure-reason";

const deploy: Deploy = {
    project: "shop",
    stack: "production",
    version: "1.4.2",
    commit: "3f2a91c-dirty",
    who: "Ann",
    url: "https://shop.example",
};

describe("an announcement", () => {
    const table: readonly (readonly [DeployEvent, Partial<Deploy>, string])[] = [
        [{ event: "started" }, {}, "shop/production: deploy of 1.4.2 (3f2a91c-dirty, by Ann) started"],
        [{ event: "started" }, { commit: "", who: "" }, "shop/production: deploy of 1.4.2 started"],
        [{ event: "started" }, { commit: "" }, "shop/production: deploy of 1.4.2 (by Ann) started"],
        [
            { event: "succeeded", seconds: 59.4, changes: 1 },
            { who: "" },
            "shop/production: deploy of 1.4.2 (3f2a91c-dirty) succeeded in 59s, 1 change: https://shop.example",
        ],
        [
            { event: "succeeded", seconds: 59.6, changes: 12 },
            { who: "", commit: "", url: "" },
            "shop/production: deploy of 1.4.2 succeeded in 1m00s, 12 changes",
        ],
        [
            { event: "failed", seconds: 3_725, reason: "service api: no" },
            { who: "", commit: "" },
            "shop/production: deploy of 1.4.2 failed after 62m05s: service api: no",
        ],
    ];
    for (const [event, changes, text] of table) {
        it(`says: ${text}`, () => expect(announcementText({ ...deploy, ...changes }, event)).to.equal(text));
    }

    it("mentions nobody in a chat", () => {
        const event = { event: "failed", seconds: 1, reason: "<!channel> a && b" } as const;
        expect(JSON.parse(slackBody(deploy, event))).to.deep.equal({
            text: "shop/production: deploy of 1.4.2 (3f2a91c-dirty, by Ann) failed after 1s: &lt;!channel&gt; a &amp;&amp; b",
        });
    });

    it("has everything that is known for a program", () => {
        const event = { event: "succeeded", seconds: 4.2, changes: 3 } as const;
        expect(JSON.parse(webhookBody(deploy, event, "2026-01-31T12:00:00.000Z"))).to.deep.equal({
            ...{ ...event, ...deploy, time: "2026-01-31T12:00:00.000Z" },
            text: announcementText(deploy, event),
        });
    });
});

describe("the reason of a failure", () => {
    const script =
        'exit status 1: running "bash x.sh":\nservice api: the last lines of its log:\n    password=hunter2\nservice api: not healthy\n\n';
    const table: readonly (readonly [string, readonly string[], string])[] = [
        [script, [], "service api: not healthy"],
        ["one\n    quoted hunter2\n", [], "one"],
        ["  only quoted", [], "only quoted"],
        ["", [], "the cause is not known"],
        ["cannot reach https://u:hunter2@db", ["hunter2", ""], "cannot reach https://u:***@db"],
        ["x".repeat(400), [], `${"x".repeat(299)}…`],
    ];
    for (const [error, secrets, reason] of table) {
        it(`is ${reason.slice(0, 40)}`, () => expect(failureReason(error, secrets)).to.equal(reason));
    }
});

describe("who deploys", () => {
    it("is who started the builder, else git's name, else the machine's user", () => {
        const user = { USER: "root", SUDO_USER: "ann" };
        expect(deployerIn({ ...user, GITHUB_ACTOR: "octo" }, "A Builder")).to.equal("octo");
        expect(deployerIn({ ...user, GITHUB_ACTOR: " " }, "Ann Lee")).to.equal("Ann Lee");
        expect(deployerIn(user, "")).to.equal("ann");
        expect(deployerIn({ USER: "root" }, "")).to.equal("root");
        expect(deployerIn({}, "")).to.equal("");
    });
});
