import { expect } from "chai";
import type { Move } from "../../../../components/cutover/moves";
import type { RoutedWay } from "../../../../components/cutover/plan";
import { type Proof, proveCandidates, provePublic } from "../../../../components/cutover/prove";
import type { SmokeRun } from "../../../../components/smoke/plan";
import { type Reply, TestApp } from "../smoke/app";
import { planOf, way } from "./example";
import { FakeProxy } from "./fake-proxy";

const flows: SmokeRun = {
    ...{ address: "127.0.0.1", port: 1, routes: [], variables: [], secrets: [], values: {} },
    flows: [
        {
            name: "home",
            steps: [
                {
                    ...{ name: "ask", method: "GET", path: "/flow", host: "localhost", headers: {}, capture: {} },
                    expect: { json: {}, text: [], headers: {} },
                    timeout: 5,
                },
            ],
            cleanup: [],
        },
    ],
};
const move: Move = { service: "api", from: "api-1", to: "api-2", ports: [8000] };

describe("the proof of the candidates", () => {
    const apps = [new TestApp(), new TestApp()];
    let edges: readonly FakeProxy[];
    let told: string[];
    let interrupt: AbortController;

    beforeEach(async () => {
        for (const app of apps) {
            app.got.length = 0;
            app.replies(() => ({}));
            await app.start();
        }
        edges = apps.map(({ port }) => Object.assign(new FakeProxy("edge", []), { port }));
        told = [];
        interrupt = new AbortController();
    });
    afterEach(async () => {
        await Promise.all(apps.map((app) => app.stop()));
    });

    function proof(ways: readonly RoutedWay[], more: Partial<Proof> = {}): Proof {
        const report = (line: string) => void told.push(line.replace(/\d+ ms/, "N ms"));
        return { plan: planOf({ timeout: 0.6 }), ways, edges, report, signal: interrupt.signal, ...more };
    }

    const prove = (ways: readonly RoutedWay[], more?: Partial<Proof>) => proveCandidates(proof(ways, more), [move]);

    async function failure(ended: Promise<unknown>): Promise<string> {
        const error: unknown = await ended.then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(Error);
        return (error as Error).message;
    }

    const asked = () => apps.map(({ got }) => got.map(({ url, headers }) => `${String(headers.host)}${url}`).sort());

    it("asks each way of each candidate on every edge, by its host and health path, and nobody else", async () => {
        await prove([
            way("api", "2"),
            way("api", "2", { host: "api.example.com", health: "/health" }),
            way("web", "1"),
        ]);
        const once = ["api.example.com/health", "localhost/api"];
        expect(asked()).to.deep.equal([once, once]);
        expect(told).to.deep.equal([]);
    });

    it("runs the smoke flows on the first edge once all candidates answer", async () => {
        await prove([way("api", "2")], { flows });
        expect(asked()).to.deep.equal([["localhost/api", "localhost/flow"], ["localhost/api"]]);
        expect(told).to.deep.equal(["smoke: home", "smoke: ✓ ask (GET /flow → 200, N ms)"]);
    });

    it("waits for one that does not answer yet", async () => {
        let times = 0;
        apps[1]?.replies(() => ({ status: times++ < 2 ? 502 : 200 }));
        await prove([way("api", "2")]);
        expect(times).to.equal(3);
    });

    it("takes what the application itself answers for an answer at once, unless a health path is told", async () => {
        for (const status of [204, 302, 401, 404, 405, 500]) {
            apps[0]?.got.splice(0);
            apps[0]?.replies(() => ({ status }));
            await prove([way("api", "2")]);
            expect(apps[0]?.requests).to.deep.equal(["GET /api"]);
        }
    });

    const wrong: readonly (readonly [string, Partial<RoutedWay>, Reply, string])[] = [
        ["there is nobody", {}, { status: 502 }, "the candidate of api answers 502 at /api"],
        ["it is overloaded", {}, { status: 503 }, "the candidate of api answers 503 at /api"],
        ["it is too slow", {}, { status: 504 }, "the candidate of api answers 504 at /api"],
        ["it is not well", { health: "/health" }, { status: 500 }, "the candidate of api answers 500 at /health"],
        [
            "it has no such health",
            { health: "/health" },
            { status: 404 },
            "the candidate of api answers 404 at /health",
        ],
    ];
    for (const [title, more, reply, reason] of wrong) {
        it(`is red where ${title}, on any edge`, async () => {
            apps[1]?.replies(() => reply);
            expect(await failure(prove([way("api", "2", more)], { flows }))).to.equal(reason);
            expect(told).to.deep.equal([]);
        });
    }

    it("is red where nothing answers at all", async () => {
        await apps[1]?.stop();
        expect(await failure(prove([way("api", "2")]))).to.equal("the candidate of api does not answer at /api");
    });

    it("is red where a flow is", async () => {
        apps[0]?.replies(({ url }) => ({ status: url === "/flow" ? 500 : 200 }));
        expect(await failure(prove([way("api", "2")], { flows }))).to.equal("the smoke flow was red");
        expect(told.at(-1)).to.equal("smoke: red: home");
    });

    it("ends early when it is interrupted: while a candidate is waited for, and in the flows", async () => {
        for (const path of ["/api", "/flow"]) {
            interrupt = new AbortController();
            apps[0]?.replies(({ url }) => {
                if (url !== path) return {};
                interrupt.abort();
                return undefined;
            });
            const slow = { flows, plan: planOf({ timeout: 60 }) };
            expect(await failure(prove([way("api", "2")], slow))).to.match(/aborted/);
        }
    });

    it("needs no flows", async () => {
        await prove([way("api", "2")]);
        await provePublic(proof([way("api", "2")]));
        expect(asked()).to.deep.equal([["localhost/api"], ["localhost/api"]]);
    });

    it("goes in by the candidates' door for the public where everybody's asks for a certificate", async () => {
        const tunnel = { shell: ["false"], script: "never" };
        const routes = [{ path: "/route", service: "api" }];
        await provePublic(proof([way("api", "2")], { flows: { ...flows, address: "", port: 0, routes, tunnel } }));
        expect(asked()).to.deep.equal([["localhost/flow"], []]);
        expect(told).to.deep.equal(["smoke: home", "smoke: ✓ ask (GET /flow → 200, N ms)"]);
    });

    it("goes the way of everybody for the public", async () => {
        const [, app] = apps;
        const open = { ...flows, port: app?.port ?? 0 };
        await provePublic(proof([way("api", "2")], { flows: open }));
        expect(asked()).to.deep.equal([[], ["localhost/flow"]]);
        app?.replies(() => ({ status: 500 }));
        expect(await failure(provePublic(proof([], { flows: open })))).to.equal("the smoke flow was red");
    });
});
