import { expect } from "chai";
import { decideWays, type Facts } from "../../../toolchain/decide-ways";

const facts = (some: Partial<Facts>): Facts => ({
    installed: new Set(),
    unreachable: {},
    go: "1.26.8",
    goNeeded: "1.26",
    ...some,
});
const closed = { pulumi: "no network", command: "no network" };

describe("the way to a tool", () => {
    it("is the installed one before anything else", () => {
        const { ways, problems } = decideWays(
            ["pulumi"],
            facts({ installed: new Set(["pulumi"]), unreachable: closed }),
        );
        expect(ways).to.deep.equal([{ tool: "pulumi", way: "installed" }]);
        expect(problems).to.deep.equal([]);
    });

    it("is the official release before a build", () => {
        expect(decideWays(["pulumi", "command"], facts({})).ways).to.deep.equal([
            { tool: "pulumi", way: "official" },
            { tool: "command", way: "official" },
        ]);
    });

    it("is a build, with the reason, where the official release can't be had", () => {
        expect(decideWays(["pulumi"], facts({ unreachable: closed })).ways).to.deep.equal([
            { tool: "pulumi", way: "built", reason: "no network" },
        ]);
    });

    it("is decided for each tool alone", () => {
        const some = facts({ installed: new Set(["docker"]), unreachable: { command: "HTTP 404" } });
        expect(decideWays(["pulumi", "docker", "command"], some).ways).to.deep.equal([
            { tool: "pulumi", way: "official" },
            { tool: "docker", way: "installed" },
            { tool: "command", way: "built", reason: "HTTP 404" },
        ]);
    });

    it("is no stand-in for a plugin where only the real one will do", () => {
        const { ways, problems } = decideWays(["pulumi", "command"], facts({ unreachable: closed, onlyReal: true }));
        expect(ways).to.deep.equal([{ tool: "pulumi", way: "built", reason: "no network" }]);
        expect(problems).to.deep.equal(["command: no network; SLIPWAY_PLUGINS=real takes no stand-in for it"]);
    });

    it("needs no Go where nothing is built", () => {
        expect(decideWays(["pulumi"], facts({ go: undefined })).problems).to.deep.equal([]);
    });

    const unfit: [go: string | undefined, needed: string, words: string][] = [
        [undefined, "1.26", "there is no go on PATH"],
        ["1.19.8", "1.26", "go is 1.19.8"],
        ["0.99", "1.26", "go is 0.99"],
    ];
    for (const [go, goNeeded, words] of unfit) {
        it(`is barred with Go ${go}: all tools are named at once, with what to do`, () => {
            const { ways, problems } = decideWays(["pulumi", "command"], facts({ unreachable: closed, go, goNeeded }));
            expect(ways).to.deep.equal([]);
            expect(problems).to.deep.equal(
                ["pulumi", "command"].map(
                    (tool) =>
                        `${tool}: no network; it can't be built either: ${words}, expected 1.26 or newer (https://go.dev/dl)`,
                ),
            );
        });
    }

    for (const go of ["1.26", "1.26.0", "1.30.1", "2.0", "1.27rc1"]) {
        it(`may be a build with Go ${go}`, () => {
            expect(decideWays(["pulumi"], facts({ unreachable: closed, go })).problems).to.deep.equal([]);
        });
    }
});
