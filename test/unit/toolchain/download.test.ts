import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { download } from "../../../toolchain/download";
import { ReleaseServer, sha256 } from "./release-server";

describe("a download", () => {
    const body = randomBytes(300_000);
    const limits = { stall: 300, resumes: 2 };
    const server = new ReleaseServer();
    let folder: string;
    let target: string;

    before(() => server.start());
    after(() => server.stop());

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-download-"));
        target = join(folder, "file");
        server.offers.clear();
        server.requests.length = 0;
    });
    afterEach(() => rm(folder, { recursive: true }));

    const fetchFile = (progress = (_received: number, _total?: number) => {}) =>
        download(server.url("/file"), target, progress, limits);
    const failure = () => fetchFile().catch((error: Error) => error.message);

    it("stores the file, gives its sum and says how far it is", async () => {
        server.offers.set("/file", { body });
        let last: unknown;
        const sum = await fetchFile((received, total) => {
            last = [received, total];
        });
        expect(sum).to.equal(sha256(body));
        expect(await readFile(target)).to.deep.equal(body);
        expect(last).to.deep.equal([body.length, body.length]);
    });

    it("that breaks off is taken up where it ended", async () => {
        server.offers.set("/file", { body, breakOff: { after: 100_000, times: 2 } });
        expect(await fetchFile()).to.equal(sha256(body));
        expect(await readFile(target)).to.deep.equal(body);
        expect(server.requests).to.deep.equal(["GET /file", "GET /file bytes=100000-", "GET /file bytes=200000-"]);
    });

    it("that breaks off starts anew when the server gives no tag", async () => {
        server.offers.set("/file", { body, breakOff: { after: 100_000, times: 1 }, untagged: true });
        expect(await fetchFile()).to.equal(sha256(body));
        expect(server.requests).to.deep.equal(["GET /file", "GET /file"]);
    });

    it("that breaks off starts anew when the file has changed meanwhile", async () => {
        const changed = randomBytes(50_000);
        server.offers.set("/file", { body, breakOff: { after: 100_000, times: 1 } });
        const sum = await fetchFile(() => server.offers.set("/file", { body: changed }));
        expect(sum).to.equal(sha256(changed));
        expect(await readFile(target)).to.deep.equal(changed);
    });

    it("that always breaks off fails after a few attempts and leaves nothing", async () => {
        server.offers.set("/file", { body, breakOff: { after: 1_000, times: 99 } });
        expect(await failure()).to.be.a("string").that.is.not.empty;
        expect(server.requests).to.have.lengthOf(3);
        expect(existsSync(target)).to.equal(false);
    });

    it("that stands still is given up and leaves nothing", async () => {
        server.offers.set("/file", { body, stallAfter: 5_000 });
        expect(await failure()).to.equal("no data for 0.3s");
        expect(existsSync(target)).to.equal(false);
    });

    it("of what is not there fails at once", async () => {
        expect(await failure()).to.equal("HTTP 404");
        expect(server.requests).to.deep.equal(["GET /file"]);
    });

    it("from a server in trouble is tried again", async () => {
        server.offers.set("/file", { body, status: 503 });
        expect(await failure()).to.equal("HTTP 503");
        expect(server.requests).to.have.lengthOf(3);
    });

    it("from where nobody listens says so in plain words", async () => {
        const gone = new ReleaseServer();
        await gone.start();
        const url = gone.url("/file");
        await gone.stop();
        const { message } = await download(url, target, () => {}, limits).catch((error) => error);
        expect(message).to.equal("connection refused");
    });
});
