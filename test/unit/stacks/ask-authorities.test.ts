import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { askAuthorities } from "../../../stacks/ask-authorities";

describe("the authorities of an ACME directory", () => {
    let server: Server;
    let body = "";
    const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/dir`;

    before(async () => {
        server = createServer((_, response) => response.end(body));
        await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    });
    after(() => server.close());

    const failure = async (directory: string) => await askAuthorities(directory).catch((error: Error) => error.message);

    it("are known of Let's Encrypt, which is not asked", async () => {
        const production = "https://acme-v02.api.letsencrypt.org/directory";
        expect(await askAuthorities(production)).to.deep.equal(["letsencrypt.org"]);
    });

    it("are those that it names", async () => {
        body = JSON.stringify({ newOrder: "/o", meta: { caaIdentities: ["ca.example.com", "ca.example.net"] } });
        expect(await askAuthorities(url())).to.deep.equal(["ca.example.com", "ca.example.net"]);
        body = JSON.stringify({ newOrder: "/o" });
        expect(await askAuthorities(url())).to.deep.equal([]);
    });

    it("are nobody's where there is no directory", async () => {
        for (const other of ["<html>", "{}", "null"]) {
            body = other;
            expect(await failure(url())).to.match(/^slipway:domain\.acme\.directory: \S+ is no ACME directory: write/);
        }
        expect(await failure("http://127.0.0.1:1/dir")).to.match(/does not answer \(.*\): write/);
    });
});
