import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { hubObstacle, isOnHub } from "../../../images/hub";

describe("isOnHub", () => {
    it("tells Docker Hub's images from those of other registries", () => {
        for (const reference of ["redis:7", "acme/api:1", "docker.io/library/redis", "index.docker.io/acme/api"]) {
            expect(isOnHub(reference), reference).to.equal(true);
        }
        for (const reference of ["ghcr.io/acme/api:1", "localhost/api", "registry:5000/api", "10.0.0.1/api"]) {
            expect(isOnHub(reference), reference).to.equal(false);
        }
    });
});

describe("hubObstacle", () => {
    let status = 200;
    let server: Server;
    let address: string;

    before((done) => {
        server = createServer((_, response) => response.writeHead(status).end());
        server.listen(0, "127.0.0.1", () => {
            address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/`;
            done();
        });
    });

    after(() => server.close());

    it("takes a welcome, or the request to log in, for a registry", async () => {
        for (status of [200, 401]) expect(await hubObstacle(address)).to.equal(undefined);
    });

    it("says what stands between", async () => {
        status = 403;
        expect(await hubObstacle(address)).to.equal("it answers HTTP 403");
        server.close();
        server.closeAllConnections();
        expect(await hubObstacle(address))
            .to.be.a("string")
            .and.not.contain("fetch failed");
    });
});
