import { expect } from "chai";
import { type Move, movesOf, settled, shared } from "../../../../components/cutover/moves";
import type { RoutedWay } from "../../../../components/cutover/plan";
import { way } from "./example";
import { inWords } from "./fake-proxy";

const api: Move = { service: "api", from: "api-1", to: "api-2", ports: [8000] };
const web: Move = { service: "web", from: "web-1", to: "web-2", ports: [3000] };

describe("which services change hands", () => {
    const cases: readonly (readonly [string, readonly RoutedWay[], readonly RoutedWay[], readonly Move[]])[] = [
        ["none on the first day", [], [way("api", "1")], []],
        ["none that stays", [way("api", "1")], [way("api", "1")], []],
        [
            "one that goes on to another generation",
            [way("api", "1"), way("web", "1")],
            [way("api", "2"), way("web", "1")],
            [api],
        ],
        ["all that do", [way("api", "1"), way("web", "1")], [way("web", "2"), way("api", "2")], [web, api]],
        ["none that is new, nor one that goes", [way("web", "1")], [way("api", "2")], []],
        [
            "one at each of its ports, once",
            [way("api", "1"), way("api", "1", { port: 9000 })],
            [way("api", "2"), way("api", "2", { host: "a.example.com" }), way("api", "2", { port: 9000 })],
            [{ ...api, ports: [8000, 9000] }],
        ],
        [
            "one that answers on another port from then on",
            [way("api", "1")],
            [way("api", "2", { port: 9000 })],
            [{ ...api, ports: [9000], formerPorts: { 9000: 8000 } }],
        ],
    ];
    for (const [title, before, after, moves] of cases) {
        it(`are ${title}`, () => {
            expect(movesOf(before, after)).to.deep.equal(moves);
        });
    }
});

describe("the routes while requests move", () => {
    const after = [
        way("web", "2"),
        way("api", "2"),
        way("docs", "1"),
        way("api", "2", { host: "api.example.com", path: "/" }),
    ];
    const cases: readonly (readonly [string, number, readonly Move[], readonly string[], readonly string[]])[] = [
        ["nothing yet", 0, [web, api], ["api"], ["web-1 100 + web-2 0", "api-1 100 + api-2 0"]],
        ["canaries alone get a share", 10, [web, api], ["api"], ["web-1 100 + web-2 0", "api-1 90 + api-2 10"]],
        ["all of them at the end", 100, [web, api], ["api"], ["web-1 0 + web-2 100", "api-1 0 + api-2 100"]],
        ["no canary, no share", 50, [web, api], [], ["web-1 100 + web-2 0", "api-1 100 + api-2 0"]],
        ["a canary that does not move", 50, [web], ["api"], ["web-1 100 + web-2 0", "api-2 100"]],
    ];
    for (const [title, weight, moves, canaries, [ofWeb, ofApi]] of cases) {
        it(`${title}: weight ${weight}`, () => {
            const unreleased = moves.map(({ to }) => to).join(" + ");
            expect(inWords(shared(after, moves, weight, { canaries }))).to.equal(
                `/ :3000 ${ofWeb}, /api :8000 ${ofApi}, /docs :8000 docs-1 100, / :8000 ${ofApi}, unreleased ${unreleased}`,
            );
        });
    }

    it("keep host, path and port as they shall be, and tell the proxies nothing else of a way", () => {
        const ways = [way("api", "2", { host: "api.example.com", health: "/health" }), way("web", "1")];
        expect(shared(ways, [api], 0, { canaries: [] })).to.deep.equal({
            targets: [
                {
                    ...{ host: "api.example.com", path: "/api", service: "api", port: 8000 },
                    backends: [
                        { alias: "api-1", weight: 100 },
                        { alias: "api-2", weight: 0 },
                    ],
                },
                { path: "/", service: "web", port: 3000, backends: [{ alias: "web-1", weight: 100 }] },
            ],
            candidates: { api: "api-2" },
        });
    });

    it("lead each generation's requests to its own port", () => {
        const move = { ...api, ports: [9000], formerPorts: { 9000: 8000 } };
        expect(shared([way("api", "2", { port: 9000 })], [move], 10, { canaries: ["api"] }).targets).to.deep.equal([
            {
                ...{ path: "/api", service: "api", port: 9000 },
                backends: [
                    { alias: "api-1", weight: 90, port: 8000 },
                    { alias: "api-2", weight: 10 },
                ],
            },
        ]);
    });

    it("are whole once nothing moves", () => {
        expect(
            settled([way("api", "2", { host: "api.example.com", health: "/health" }), way("web", "1")]),
        ).to.deep.equal({
            targets: [
                {
                    ...{ host: "api.example.com", path: "/api", service: "api", port: 8000 },
                    backends: [{ alias: "api-2", weight: 100 }],
                },
                { path: "/", service: "web", port: 3000, backends: [{ alias: "web-1", weight: 100 }] },
            ],
            candidates: {},
        });
    });
});
