import { expect } from "chai";
import { listedSum } from "../../../toolchain/checksums";

const sum = "0123456789abcdef".repeat(4);
const other = "f".repeat(64);

describe("a publisher's list of sums", () => {
    it("gives the sum of exactly the named file", () => {
        const list = `${other}  tool-v1.2.3-linux-x64.tar.gz.sig\n${sum}  tool-v1.2.3-linux-x64.tar.gz\n`;
        expect(listedSum(list, "tool-v1.2.3-linux-x64.tar.gz")).to.equal(sum);
    });

    it("may mark files as binary, use capitals, and end lines as Windows does", () => {
        expect(listedSum(`${sum.toUpperCase()} *tool.tgz\r\n`, "tool.tgz")).to.equal(sum);
        expect(listedSum(`${sum}  ./tool.tgz\n`, "tool.tgz")).to.equal(sum);
    });

    it("gives nothing for a file that it does not list, or with a sum of another kind", () => {
        expect(listedSum(`${sum}  other.tgz\n`, "tool.tgz")).to.equal(undefined);
        expect(listedSum(`${sum}${sum}  tool.tgz\n`, "tool.tgz")).to.equal(undefined);
        expect(listedSum("<html>sign in</html>", "tool.tgz")).to.equal(undefined);
    });
});
