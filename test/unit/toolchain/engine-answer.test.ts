import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { askEngine } from "../../../toolchain/engine-answer";

describe("asking an engine", () => {
    let folder: string;
    let server: Server;
    let status = 200;
    let socket: string;

    before(async () => {
        folder = await mkdtemp(join(tmpdir(), "slipway-engine-"));
        socket = join(folder, "engine.sock");
        server = createServer((_, response) => response.writeHead(status).end("OK"));
        await new Promise<void>((resolve) => server.listen(socket, resolve));
    });

    after(async () => {
        await new Promise((resolve) => server.close(resolve));
        await rm(folder, { recursive: true });
    });

    it("finds one that answers", async () => {
        expect(await askEngine(`unix://${socket}`)).to.equal("ok");
    });

    it("tells one that is ill from one that is well", async () => {
        status = 500;
        expect(await askEngine(`unix://${socket}`)).to.deep.equal({ error: "HTTP 500" });
    });

    it("says that there is none", async () => {
        expect(await askEngine(`unix://${folder}/none.sock`)).to.deep.equal({ error: "no such socket" });
    });
});
