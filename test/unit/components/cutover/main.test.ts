import { expect } from "chai";
import { settled, shared } from "../../../../components/cutover/moves";
import type { CutOverPlan, ProxyAddress, RoutedWay, Routing } from "../../../../components/cutover/plan";
import { renderEdgeRoutes, renderGatewayRoutes } from "../../../../components/route/route.render";
import type { SmokeRun } from "../../../../components/smoke/plan";
import { FakeDocker } from "../../support/fake-docker";
import { type Ended, type Running, startScript } from "../../support/run-script";
import { TestApp } from "../smoke/app";
import { planOf, way } from "./example";
import { netcat } from "./netcat";

/** An engine with both proxies: netcat leads to what stands for them, or to the one candidate. */
const docker = (ports: { readonly edge: number; readonly gateway: number; readonly candidate: number }) => `#!/bin/sh
case "$*" in
    "ps "*slipway-edge*) echo edge ;;
    "ps "*slipway-gateway*) echo gateway ;;
    *" nc 127.0.0.1 9001") ${netcat(ports.candidate)} ;;
    "exec --interactive edge "*) ${netcat(ports.edge)} ;;
    "exec --interactive gateway "*) ${netcat(ports.gateway)} ;;
    "service ls "*) echo id1 ;;
    "service inspect "*) echo "slipway-test_slipway-edge " ;;
    "service ps "* | "service logs "*) ;;
    *) echo "no rule for: docker $*" >&2; exit 64 ;;
esac
`;

const smoke = (port: number): SmokeRun => ({
    ...{ address: "127.0.0.1", port, routes: [], variables: [], secrets: [], values: {} },
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
});

describe("the cut-over's own process", () => {
    const before = [way("api", "1")];
    const after = [way("api", "2", { health: "/health" })];
    const app = new TestApp();
    /** The proxies' own loopback: they follow the file that lies in their folder. */
    const proxies = { edge: new TestApp(), gateway: new TestApp() };
    let engine: FakeDocker;
    let metrics: string;
    let running: Running | undefined;

    beforeEach(async () => {
        app.got.length = 0;
        app.replies(() => ({}));
        await app.start();
        engine = new FakeDocker();
        metrics = "";
        for (const kind of ["edge", "gateway"] as const) {
            engine.folder.write(`${kind}/traffic.yaml`, "before\n");
            await proxies[kind].start();
            proxies[kind].replies(({ url }) => {
                if (url === "/metrics") return { body: metrics };
                return { status: engine.folder.read(`${kind}/traffic.yaml`).includes(url) ? 200 : 404 };
            });
        }
        engine.folder.write("bin/docker", dockerOf(), 0o755);
    });
    afterEach(async () => {
        running?.process.kill("SIGKILL");
        await running?.ended;
        await Promise.all([app, ...Object.values(proxies)].map((server) => server.stop()));
        engine.remove();
    });

    const dockerOf = () => docker({ edge: proxies.edge.port, gateway: proxies.gateway.port, candidate: app.port });

    interface Settings {
        readonly plan?: Partial<CutOverPlan>;
        readonly ways?: readonly RoutedWay[];
        /** What it printed when it last ended well; undefined: never. */
        readonly last?: string | undefined;
        readonly flows?: boolean;
    }

    function start({ plan, ways = after, last, flows = false }: Settings): Running {
        const proxies = (["edge", "gateway"] as const).map(
            (kind): ProxyAddress => ({
                ...{ name: kind, kind, shell: ["bash", "-c"], service: `slipway-test_slipway-${kind}` },
                ...{ folder: `${engine.folder.path}/${kind}`, admin: 9000, candidate: 9001 },
            }),
        );
        running = startScript(
            "components/cutover/cut-over.sh",
            {
                SLIPWAY_CACHE: engine.cache,
                SLIPWAY_FAILURES: `${engine.folder.path}/failed`,
                SLIPWAY_CUTOVER: JSON.stringify(planOf({ proxies, timeout: 0.5, ...plan })),
                ...(last === undefined ? {} : { PULUMI_COMMAND_STDOUT: last }),
                ...(flows ? { SLIPWAY_SMOKE: JSON.stringify(smoke(app.port)) } : {}),
            },
            `${JSON.stringify(routing(ways), undefined, 2)}\n`,
        );
        return running;
    }

    /** How it ended, what it printed read. */
    async function run(settings: Settings): Promise<Omit<Ended, "stdout"> & { readonly stdout: unknown }> {
        const { code, stdout, stderr } = await start(settings).ended;
        return {
            ...{ code, stderr: stderr.replace(/\d+ ms/g, "N ms") },
            stdout: stdout === "" ? "" : (JSON.parse(stdout) as unknown),
        };
    }

    const routing = (routes: readonly RoutedWay[]): Routing => ({ routes, standby: ["api-0"] });
    const placed = () => [engine.folder.read("edge/traffic.yaml"), engine.folder.read("gateway/traffic.yaml")];
    const routes = (ways: readonly RoutedWay[]) => [
        renderEdgeRoutes(settled(ways)),
        renderGatewayRoutes(settled(ways)),
    ];

    it("places the first routes, and prints for the next time what they are", async () => {
        expect(await run({})).to.deep.equal({ code: 0, stdout: routing(after), stderr: "" });
        expect(placed()).to.deep.equal(routes(after));
        expect(app.requests).to.deep.equal([]);
    });

    it("moves requests from what it printed the last time, when candidates and flows are good", async () => {
        const { stdout: last } = await start({ ways: before }).ended;
        expect(await run({ last, flows: true })).to.deep.equal({
            code: 0,
            stdout: routing(after),
            stderr: [
                ...["smoke: home", "smoke: ✓ ask (GET /flow → 200, N ms)"],
                ...["smoke: home", "smoke: ✓ ask (GET /flow → 200, N ms)"],
                "routes: all requests go to api-2",
                "",
            ].join("\n"),
        });
        expect(app.requests).to.deep.equal(["GET /health", "GET /flow", "GET /flow"]);
        expect(placed()).to.deep.equal(routes(after));
    });

    it("watches a canary by the counters of the proxies", async () => {
        const counted = 'traefik_service_requests_total{code="200",service="api-2-8000@file"}';
        metrics = `${counted} 7\n`;
        const plan: Partial<CutOverPlan> = {
            ...{ canaries: ["api"], inconclusive: "promote" },
            steps: [
                { weight: 10, seconds: 0.1 },
                { weight: 100, seconds: 0 },
            ],
        };
        expect(await run({ last: JSON.stringify(routing(before)), plan })).to.deep.equal({
            code: 0,
            stdout: routing(after),
            stderr: [
                "routes: 10 % of the requests go to api-2, which is watched for 0.1s",
                "api: only 0 of 50 requests at weight 10: it is watched for 0.1s more",
                "api: inconclusive after twice the step's time: only 0 of 50 requests at weight 10",
                "routes: all requests go to api-2",
                "",
            ].join("\n"),
        });
    });

    it("fails, puts back, and leaves the reason behind when a candidate is not well", async () => {
        app.replies(() => ({ status: 500 }));
        const reason = "the candidate of api answers 500 at /health";
        expect(await run({ last: JSON.stringify(routing(before)) })).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: `routes: ${reason}: the version before serves on\n`,
        });
        expect(placed()).to.deep.equal(routes(before));
        expect(engine.folder.read("failed/slipway-test/route")).to.equal(`${reason}\n`);
    });

    it("says so where nothing was routed before", async () => {
        const edgeless = dockerOf().replace("echo edge", "exit 1");
        engine.folder.write("bin/docker", edgeless, 0o755);
        const reason = "edge: it does not follow its new routes within 0.5s: it does not run";
        expect(await run({})).to.deep.equal({
            ...{ code: 1, stdout: "" },
            stderr: `routes: ${reason}: nothing is routed yet\n`,
        });
        expect(engine.folder.read("failed/slipway-test/route")).to.equal(`${reason}\n`);
    });

    for (const signal of ["SIGTERM", "SIGINT"] as const) {
        it(`puts back when it is told to stop, however often: ${signal}`, async () => {
            let placedThen: readonly string[] = [];
            const asked = new Promise<void>((resolve) => {
                app.replies(() => {
                    placedThen = placed();
                    resolve();
                    return undefined;
                });
            });
            const { process, ended } = start({ last: JSON.stringify(routing(before)), plan: { timeout: 60 } });
            await asked;
            process.kill(signal);
            process.kill(signal);
            expect(await ended).to.deep.equal({
                ...{ code: 1, stdout: "" },
                stderr: "routes: interrupted: the version before serves on\n",
            });
            const [move] = [{ service: "api", from: "api-1", to: "api-2", ports: [8000] }];
            const traffic = shared(after, [move], 0, { canaries: [] });
            expect(placedThen).to.deep.equal([renderEdgeRoutes(traffic), renderGatewayRoutes(traffic)]);
            expect(placed()).to.deep.equal(routes(before));
            expect(engine.folder.read("failed/slipway-test/route")).to.equal("interrupted\n");
        });
    }
});
