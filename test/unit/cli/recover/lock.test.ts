import { homedir } from "node:os";
import { expect } from "chai";
import { type Candidate, isDead, parseLock } from "../../../../cli/recover/lock.plan";
import { lockFolder, stateFolder } from "../../../../cli/recover/state-folder";

const text = '{"pid":13374,"username":"ann","hostname":"deployer","timestamp":"2026-11-21T13:56:13.760473665Z"}';

describe("a stack's lock", () => {
    const lock = { pid: 13374, username: "ann", hostname: "deployer", since: new Date("2026-11-21T13:56:13.760Z") };

    it("is read as Pulumi writes it", () => expect(parseLock(text)).to.deep.equal(lock));

    for (const [what, wrong] of [
        ["half a file", text.slice(0, 40)],
        ["nothing", ""],
        ["null", "null"],
        ["a time that is none", text.replace("2026-", "soon-")],
    ] as const) {
        it(`is not ${what}`, () => expect(parseLock(wrong)).to.equal(undefined));
    }

    const process = (name: string, started: string): Candidate => ({
        name,
        started: new Date(`2026-11-21T${started}Z`),
    });
    for (const [what, hostname, candidates, dead] of [
        ["nobody has its holder's id", "deployer", [], true],
        ["its holder runs", "deployer", [process("pulumi", "13:56:12")], false],
        ["its holder runs under another name", "deployer", [process("main", "13:56:13")], false],
        ["another program got the id later", "deployer", [process("bash", "13:56:20")], true],
        ["another Pulumi got it, or the clock was set", "deployer", [process("pulumi", "14:30:00")], false],
        [
            "a container's process has the id too",
            "deployer",
            [process("bash", "14:00:00"), process("node", "09:00:00")],
            false,
        ],
        ["it is of another host", "laptop", [], false],
    ] as const) {
        it(`is ${dead ? "dead" : "left alone"} when ${what}`, () =>
            expect(isDead(lock, hostname, candidates)).to.equal(dead));
    }
});

describe("the folder of a stack's locks", () => {
    const below = ".pulumi/locks/organization/slipway/local";
    for (const [backend, folder] of [
        ["file:///srv/state", `/srv/state/${below}`],
        ["file:///srv/state?no_tmp_dir=true", `/srv/state/${below}`],
        ["file://~", `${homedir()}/${below}`],
        ["file://~/state", `${homedir()}/state/${below}`],
        ["file://./state", `${process.cwd()}/state/${below}`],
        ["s3://acme-state", undefined],
        ["https://api.pulumi.com", undefined],
    ] as const) {
        it(`of ${backend}: ${folder ?? "none"}`, () => {
            const state = stateFolder(backend);
            expect(state && lockFolder(state, "slipway", "local")).to.equal(folder);
        });
    }
});
