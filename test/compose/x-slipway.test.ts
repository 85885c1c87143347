import { expect } from "chai";
import { testAttribute } from "./support/attribute";
import { load, problemsOf } from "./support/load";

testAttribute("x-slipway", {
    of: ({ slipway }) => slipway,
    good: [
        ["init: true", undefined],
        ["x-slipway:", undefined],
        ["x-slipway: {}", { line: 4 }],
        [
            "x-slipway: { strategy: blueGreen, standby: true, shared: false }",
            { line: 4, strategy: "blueGreen", standby: true, shared: false },
        ],
    ],
    bad: [
        [
            "x-slipway: { strategy: bluegreen, standby: 1 }",
            '4:18 services.app.x-slipway.strategy: is "bluegreen"; write rolling or blueGreen or canary or recreate',
            "4:39 services.app.x-slipway.standby: is 1; write true or false",
        ],
        [
            "x-slipway: { stratgy: canary, weight: 3 }",
            "4:18 services.app.x-slipway.stratgy: is not supported yet; did you mean strategy?",
            "4:35 services.app.x-slipway.weight: is not supported yet; delete it",
        ],
        ["x-slipway: canary", '4:5 services.app.x-slipway: is "canary"; write a map of keys'],
    ],
});

describe("compose: x-slipway.shared", () => {
    const mountsOf = (volume: string, service: string) =>
        load(
            `services: { app: { image: x, volumes: [data:/d, ./bind:/b]${service} } }\nvolumes: { data: ${volume} }`,
        ).services.app?.mounts.map(({ shared }) => shared);

    it("holds for the volume in every service, or for the volumes of one service, whose word wins", () => {
        expect(mountsOf("{}", "")).to.deep.equal([undefined, undefined]);
        expect(mountsOf("{ x-slipway: { shared: true } }", "")).to.deep.equal([true, undefined]);
        expect(mountsOf("{}", ", x-slipway: { shared: true }")).to.deep.equal([true, undefined]);
        expect(mountsOf("{ x-slipway: { shared: true } }", ", x-slipway: { shared: false }")).to.deep.equal([
            undefined,
            undefined,
        ]);
    });

    it("is the only key of a volume's", () => {
        const file = "services: { a: { image: x } }\nvolumes: { data: { x-slipway: { share: true, shared: 7 } } }";
        expect(problemsOf(file)).to.deep.equal([
            "compose.yaml:2:33 volumes.data.x-slipway.share: is not supported yet; did you mean shared?",
            "compose.yaml:2:46 volumes.data.x-slipway.shared: is 7; write true or false",
        ]);
    });
});
