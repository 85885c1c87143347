import { expect } from "chai";
import { engineStep, pulumiStep, stepsOf, stepTitle } from "../../chaos/support/step";
import { Chance } from "../../support/chance";

describe("the steps at which a deployer is killed", () => {
    for (const [method, path, body, step] of [
        ["GET", "/v1.41/services", "", undefined],
        ["HEAD", "/_ping", "", undefined],
        ["POST", "/v1.41/services/create", '{"Name":"s-e2e-t1_echo-0a1b2c"}', "POST /services/create s-e2e-t1_echo-*"],
        [
            "POST",
            "/v1.41/secrets/create",
            '{"Name":"s-e2e-t1.echo.TOKEN-738d7f9"}',
            "POST /secrets/create s-e2e-t1.echo.TOKEN-*",
        ],
        ["POST", "/v1.41/services/k2jx1h5yq9gs8c3v7m4n6p0rt/update?version=12", "", "POST /services/*/update"],
        [
            "POST",
            "/v1.41/containers/9f86d081884c/exec",
            '{"Cmd":["wget","-q","http://127.0.0.1:9000/0a1b2c3d4e5f"]}',
            "POST /containers/*/exec wget -q http://127.0.0.1:9000/*",
        ],
        ["DELETE", "/v1.41/services/s-e2e-t1_echo-0a1b2c", "", "DELETE /services/s-e2e-t1_echo-*"],
    ] as const) {
        it(`${method} ${path} is ${step ?? "none"}`, () => expect(engineStep(method, path, body)).to.equal(step));
    }

    for (const [line, step] of [
        [
            " ~  command:local:Command echo-release-service updating (0s) [diff: ~stdin]",
            "echo-release-service updating",
        ],
        [" ++ docker:index:Secret s.echo.TOKEN creating replacement (0s) ", "s.echo.TOKEN creating replacement"],
        [" -- docker:index:Secret s.echo.TOKEN deleted original (0.01s)", "s.echo.TOKEN deleted original"],
        [" +  slipway:route:Route route creating (0s) ", undefined],
        ["@ updating....", undefined],
    ] as const) {
        it(`"${line.trim()}" is ${step ?? "none"}`, () => expect(pulumiStep(line)).to.equal(step));
    }

    it("are both sides of what the engine does, and the first, middle and last of what it does often", () => {
        const asked = Array.from({ length: 5 }, () => ({ by: "engine" as const, what: "POST /exec/*/start" }));
        const told = [
            { by: "pulumi" as const, what: "route updating" },
            { by: "pulumi" as const, what: "route updating" },
        ];
        expect(stepsOf([...asked, ...told]).map(stepTitle)).to.deep.equal([
            "before POST /exec/*/start",
            "after POST /exec/*/start",
            "before POST /exec/*/start (3)",
            "after POST /exec/*/start (3)",
            "before POST /exec/*/start (5)",
            "after POST /exec/*/start (5)",
            "after route updating",
        ]);
    });

    it("are drawn again by the same seed, in their order", () => {
        const drawn = (seed: number) => new Chance(seed).pick([1, 2, 3, 4, 5, 6, 7, 8], 3);
        expect(drawn(7)).to.deep.equal(drawn(7));
        expect([...drawn(7)].sort()).to.deep.equal(drawn(7));
        expect(new Set([1, 2, 3, 4, 5].map((seed) => drawn(seed).join())))
            .to.have.property("size")
            .above(1);
    });
});
