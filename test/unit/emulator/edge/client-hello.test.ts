import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { connect } from "node:tls";
import { expect } from "chai";
import { readClientHello } from "../../../../emulator/edge/client-hello";

describe("Edge: the first message of TLS", () => {
    for (const [servername, found] of [
        ["App.Example.com", { serverName: "app.example.com" }],
        ["", {}],
    ] as const) {
        it(`finds ${JSON.stringify(found)} in what Node says, and waits until it is whole`, async () => {
            const bytes = await helloOf(servername);
            expect(readClientHello(bytes)).to.deep.equal(found);
            for (let length = 0; length < bytes.length; length++) {
                expect(readClientHello(bytes.subarray(0, length))).to.equal("more");
            }
        });
    }

    it("puts a message together that comes in several records", async () => {
        const bytes = await helloOf("app.example.com");
        const message = bytes.subarray(5);
        const record = (part: Buffer) =>
            Buffer.concat([Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part]);
        const split = Buffer.concat([
            record(message.subarray(0, 3)),
            record(message.subarray(3, 50)),
            record(message.subarray(50)),
        ]);
        expect(readClientHello(split)).to.deep.equal({ serverName: "app.example.com" });
    });

    const others: readonly [string, Buffer][] = [
        ["HTTP", Buffer.from("GET / HTTP/1.1\r\n")],
        ["another message", Buffer.from([22, 3, 1, 0, 4, 2, 0, 0, 0])],
        ["a list that leads beyond the end", Buffer.from([22, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3])],
    ];
    for (const [what, bytes] of others) {
        it(`takes ${what} for something else`, () => {
            expect(readClientHello(bytes)).to.equal("other");
        });
    }
});

/** What Node's client says first. */
async function helloOf(servername: string): Promise<Buffer> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const client = connect({ port, host: "127.0.0.1", servername }).on("error", () => {});
    const [socket] = (await once(server, "connection")) as [Socket];
    const [bytes] = (await once(socket, "data")) as [Buffer];
    client.destroy();
    socket.destroy();
    server.close();
    return bytes;
}
