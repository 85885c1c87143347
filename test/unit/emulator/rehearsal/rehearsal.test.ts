import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { allOf, surroundingAddresses } from "../../../../emulator/rehearsal/addresses.plan";
import { insideWords } from "../../../../emulator/rehearsal/inside.plan";
import { forget, isKept, keepCloudflare, keptAuthority, keptCloudflare } from "../../../../emulator/rehearsal/kept";
import { Undo } from "../../../../emulator/rehearsal/undo";
import { TemporaryFolder } from "../../support/temporary-folder";
import { seed } from "../cloudflare/support";

describe("Rehearsal", () => {
    const addresses: readonly [string, string, string][] = [
        ["198.18.0.0/20", "198.18.15", "198.18.0.1"],
        ["198.18.16.0/22", "198.18.19", "198.18.16.1"],
        ["198.18.0.0/15", "198.19.255", "198.18.0.1"],
    ];
    for (const [network, start, gateway] of addresses) {
        it(`listens on the last addresses of ${network}`, () => {
            const places = surroundingAddresses(network);
            expect(places).to.deep.equal({
                edges: [`${start}.1`, `${start}.2`],
                dns: `${start}.53`,
                hub: `${start}.80`,
                registry: `${start}.81`,
                acme: `${start}.82`,
                api: `${start}.83`,
                gateway,
            });
            expect(allOf(places)).to.have.length(7);
        });
    }

    it("refuses a network that droplets would fill", () => {
        expect(() => surroundingAddresses("198.18.0.0/23")).to.throw("198.18.0.0/23 is too small");
    });

    it("runs a command that asks another resolver, and hands its words on as they are", () => {
        const words = insideWords({ resolvConf: "/tmp/resolv.conf" }, ["printf", "%s,", "a b", "$c"]);
        expect(words.slice(0, 6)).to.deep.equal(["unshare", "--mount", "--propagation", "private", "sh", "-c"]);
        // Without the namespace and the mount, which take root.
        const [, , , , , , script = "", ...rest] = words;
        const harmless = script.replace(/^mount .* && shift/, "shift");
        expect(execFileSync("sh", ["-c", harmless, ...rest], { encoding: "utf8" })).to.equal("a b,$c,");
    });

    it("keeps the authority and the account", async () => {
        const folder = new TemporaryFolder();
        const authority = await keptAuthority(folder.path);
        expect(await keptAuthority(folder.path)).to.deep.equal(authority);
        expect(isKept(folder.path)).to.equal(false);
        const first = await keptCloudflare(folder.path, seed);
        let state = first;
        const end = keepCloudflare(folder.path, () => state);
        state = { ...first, purges: [{ zoneId: "a", at: "2026-11-21T12:00:00.000Z", what: {} }] };
        end();
        expect(await keptCloudflare(folder.path, seed)).to.deep.equal(state);
        expect(isKept(folder.path)).to.equal(true);
        forget(folder.path);
        expect(isKept(folder.path)).to.equal(false);
        expect((await keptCloudflare(folder.path, seed)).purges).to.deep.equal([]);
        expect(await keptAuthority(folder.path)).to.deep.equal(authority);
        folder.remove();
    });

    it("ends what was started, the last first, each once, whatever fails", async () => {
        const done: number[] = [];
        const undo = new Undo();
        for (const step of [1, 2, 3]) {
            undo.add(async () => {
                done.push(step);
                if (step === 2) throw new Error("two");
            });
        }
        const error: unknown = await undo.run().catch((reason) => reason);
        await undo.run();
        expect([done, String(error)]).to.deep.equal([[3, 2, 1], "Error: two"]);
    });
});
