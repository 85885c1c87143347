import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { refuseMoves } from "../../../stacks/refuse-moves";

const state = (outputs: Record<string, unknown>) => ({
    "urn:volume": { type: "digitalocean:index/volume:Volume", outputs },
});
const origin = { stack: "test", file: "Pulumi.test.yaml", lines: new Map([["slipway:servers.region", 4]]) };

describe("what would part a stack from its data", () => {
    const servers = { region: "fra1", volume: 20 } as NonNullable<StackConfig["servers"]>;

    for (const [what, outputs, message] of [
        [
            "another region",
            { region: "ams3", size: 20 },
            /Pulumi\.test\.yaml:4 slipway:servers\.region: found fra1, and .* are in ams3, expected ams3/,
        ],
        [
            "a smaller volume",
            { region: "fra1", size: 21 },
            /Pulumi\.test\.yaml slipway:servers\.volume: found 20, and the volume has 21 GiB/,
        ],
    ] as const) {
        it(`is refused: ${what}`, () => {
            expect(() => refuseMoves({ servers, origin }, state(outputs))).to.throw(message);
        });
    }

    it("is none of these: the same, a larger volume, nothing deployed yet, and no servers", () => {
        refuseMoves({ servers, origin }, state({ region: "fra1", size: 20 }));
        refuseMoves({ servers, origin }, state({ region: "fra1", size: 10 }));
        refuseMoves({ servers, origin }, {});
        refuseMoves({ origin }, state({ region: "ams3", size: 50 }));
    });
});
