import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { awaitRoutes } from "../../../cli/status/routes";
import type { StackConfig } from "../../../stacks/config";
import { domainConfig } from "../support/domain-config";

type Route = StackConfig["domain"]["routes"][number];

describe("waiting for the routes", () => {
    let server: Server;
    let answer: (request: IncomingMessage) => number;
    const asked: string[] = [];
    const told: string[] = [];
    const realNow = Date.now;

    beforeEach(async () => {
        asked.length = 0;
        told.length = 0;
        server = createServer((request, response) => {
            asked.push(`${request.headers.host}${request.url}`);
            response.writeHead(answer(request)).end();
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    });

    afterEach(async () => {
        Date.now = realNow;
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
    });

    function wait(...routes: readonly Route[]): Promise<readonly string[]> {
        const { port } = server.address() as AddressInfo;
        return awaitRoutes(domainConfig({ port, routes: [...routes] }), (line) => told.push(line));
    }

    /** Lets half a minute go by with each look at the clock. */
    function hurry(): void {
        let late = 0;
        Date.now = () => {
            late += 20_000;
            return realNow() + late;
        };
    }

    it("asks each under its own name: its health path, or its path", async () => {
        answer = () => 200;
        const lines = await wait(
            { path: "/", service: "web", port: 3000 },
            { host: "api.example.com", path: "/api", service: "api", port: 8000, health: "/api/live" },
        );
        expect(lines).to.deep.equal([
            "route / → web: / answers 200",
            "route api.example.com/api → api: /api/live answers 200",
        ]);
        expect(asked.sort()).to.deep.equal(["api.example.com/api/live", "localhost/"]);
        expect(told).to.deep.equal([]);
    });

    it("goes on until the answer is good, and says once what it waits for", async () => {
        const answers = [502, 503, 204];
        answer = () => answers.shift() ?? 500;
        expect(await wait({ path: "/", service: "web", port: 3000 })).to.deep.equal(["route / → web: / answers 204"]);
        expect(told).to.deep.equal(["route /: waiting for web to answer …"]);
        expect(asked).to.have.lengthOf(3);
    });

    it("takes anything but a fault of the server where there is no health path", async () => {
        answer = () => 401;
        expect(await wait({ path: "/", service: "web", port: 3000 })).to.deep.equal(["route / → web: / answers 401"]);
    });

    for (const [status, health] of [
        [500, undefined],
        [404, "/live"],
    ] as const) {
        it(`gives up after half a minute of ${status}${health === undefined ? "" : " from the health path"}`, async () => {
            answer = () => status;
            hurry();
            const route = { path: "/api", service: "api", port: 8000, ...(health === undefined ? {} : { health }) };
            const error = await wait(route).then(() => undefined, String);
            expect(error).to.equal(
                `CliError: route /api to api: ${health ?? "/api"} answers ${status}; see ./slipway logs local api`,
            );
        });
    }

    it("tells of the health path where a route's own path has no page", async () => {
        answer = ({ url }) => (url === "/" ? 200 : 404);
        hurry();
        const routes = [
            { path: "/", service: "web", port: 3000 },
            { path: "/api", service: "api", port: 8000 },
        ];
        expect(await wait(...routes).then(() => undefined, String)).to.equal(
            "CliError: route /api to api: /api answers 404; set health: to a path that answers (slipway:domain.routes[1].health), or see ./slipway logs local api",
        );
    });

    it("gives up where nothing listens", async () => {
        const { port } = server.address() as AddressInfo;
        await new Promise((resolve) => server.close(resolve));
        hurry();
        const routes = [{ path: "/", service: "web", port: 3000 }];
        const error = await awaitRoutes(domainConfig({ port, routes }), () => {}).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(CliError);
        expect(String(error)).to.contain("/ does not answer");
    });
});
