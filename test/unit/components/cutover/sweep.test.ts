import { expect } from "chai";
import type { ProxyAddress, RoutedWay, Routing } from "../../../../components/cutover/plan";
import { sweep, unknownGenerations } from "../../../../components/cutover/sweep";
import { FakeDocker } from "../../support/fake-docker";
import { way } from "./example";

const before = [way("web", "1"), way("api", "1")];
const after = [way("web", "2"), way("api", "2"), way("api", "2", { port: 9000 })];
const lines = (...generations: readonly string[]) => generations.map((line) => `slipway-test_${line}`);

const routing = (routes: readonly RoutedWay[], ...standby: readonly string[]): Routing => ({ routes, standby });

describe("the sweep of old generations", () => {
    const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
        ["those of both routes", ["web-1 web", "web-2 web", "api-1 api", "api-2 api"], []],
        ["a third one goes", ["web-1 web", "web-2 web", "web-0 web"], ["web-0"]],
        ["another service whose name begins alike", ["web-facade web-facade", "web-facade-1 web-facade"], []],
        ["services without routes, and Slipway's own", ["worker worker", "db db", "slipway-edge "], []],
        ["nothing there", [""], []],
        ["what stands by", ["web-9 web", "web-8 web"], ["web-8"]],
    ];
    for (const [title, found, left] of cases) {
        it(`leaves what is known, and knows ${title}`, () => {
            const names = found.map((line) => (line === "" ? "" : `slipway-test_${line}`));
            expect(unknownGenerations(names, "slipway-test", routing(before), routing(after, "web-9"))).to.deep.equal(
                lines(...left),
            );
        });
    }

    it("does not touch a service that has lost its route: it may go on without one", () => {
        expect(
            unknownGenerations(lines("api-0 api"), "slipway-test", routing(before), routing([way("web", "2")])),
        ).to.deep.equal([]);
    });

    describe("on the engine", () => {
        let docker: FakeDocker;
        let told: string[];

        beforeEach(() => {
            told = [];
            docker = new FakeDocker()
                .answer("service ls *", { out: "id1\nid2\nid3\n" })
                .answer("service inspect *", { out: lines("web-0 web", "web-2 web", "api-0 api").join("\n") })
                .answer("service rm *");
        });
        afterEach(() => docker.remove());

        async function run(proxies: number): Promise<void> {
            const proxy: ProxyAddress = {
                ...{ name: "edge", kind: "edge", service: "slipway-test_slipway-edge", folder: "/nowhere" },
                shell: ["env", `PATH=${docker.cache}/bin:${process.env.PATH ?? ""}`, "bash", "-c"],
                ...{ admin: 9000, candidate: 9001 },
            };
            const plan = { stack: "slipway-test", proxies: Array.from({ length: proxies }, () => proxy) };
            await sweep(plan, routing(before), routing(after), (line) => void told.push(line));
        }

        it("asks for the stack's services, and removes at once what a deployer that was killed has left", async () => {
            await run(2);
            expect(docker.calls.map((call) => call.join(" "))).to.deep.equal([
                "service ls --quiet --filter label=com.docker.stack.namespace=slipway-test",
                'service inspect --format {{.Spec.Name}} {{index .Spec.Labels "slipway.service"}} id1 id2 id3',
                "service rm slipway-test_web-0 slipway-test_api-0",
            ]);
            expect(told).to.deep.equal([
                "routes: left by a deploy that was cut off, and removed now: slipway-test_web-0, slipway-test_api-0",
            ]);
        });

        it("says nothing where nothing is left, or nobody is asked", async () => {
            docker.answer("service inspect *", { out: "slipway-test_web-2 web\n" });
            await run(1);
            await run(0);
            expect(told).to.deep.equal([]);
            expect(docker.callsOf("service", "rm")).to.deep.equal([]);
        });

        for (const what of ["service ls *", "service inspect *", "service rm *"]) {
            it(`is no reason to fail when the engine refuses ${what}`, async () => {
                docker.answer(what, { err: "first\nCannot connect to the Docker daemon\n", code: 1 });
                await run(1);
                expect(told.at(-1)).to.equal(
                    "routes: old generations are not swept: Cannot connect to the Docker daemon",
                );
            });
        }
    });
});
