import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { remoteCommand } from "../../../../cli/servers/remote-command";

/** What a login shell makes of it. */
const run = (...words: readonly string[]) => execFileSync("sh", ["-c", remoteCommand(words)], { encoding: "utf8" });

describe("a command for a server", () => {
    it("is read by the shell there where it is one word", () => {
        expect(run("printf '%s\\n' b a | sort")).to.equal("a\nb\n");
    });

    it("arrives word for word where it is several", () => {
        const words = ["a b", "$HOME", "it's", '"', "", "*", "a;b", "--flag=1", "é"];
        expect(run("printf", "<%s>", ...words)).to.equal(words.map((word) => `<${word}>`).join(""));
    });

    it("leaves plain words plain", () => {
        expect(remoteCommand(["df", "-h", "/var/lib"])).to.equal("df -h /var/lib");
    });
});
