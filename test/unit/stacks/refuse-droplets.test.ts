import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { refuseDroplets } from "../../../stacks/refuse-droplets";

const lines = new Map([["slipway:servers.count", 4]]);
const origin = { stack: "test", file: "Pulumi.test.yaml", lines } as unknown as StackConfig["origin"];
const head = "Pulumi.test.yaml is not valid:\n  Pulumi.test.yaml:4 slipway:servers.count: found";
const ask = "ask DigitalOcean for a higher limit (Settings > Account), or delete droplets that nobody needs";

describe("servers that the account may not have", () => {
    const problem = (count: number, own: number, limit: number, used: number): string | undefined => {
        const servers = { count } as NonNullable<StackConfig["servers"]>;
        try {
            refuseDroplets({ servers, origin }, own, { limit, used });
            return undefined;
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    };

    const given: readonly (readonly [what: string, given: Parameters<typeof problem>, message: string | undefined])[] =
        [
            ["as many as are left", [3, 0, 25, 22], undefined],
            ["fewer than there are", [1, 3, 3, 3], undefined],
            [
                "one too many",
                [4, 0, 25, 22],
                `${head} 4, expected 3 at the most: the account may have 25 droplets, and has 22; write count: 3; or ${ask}`,
            ],
            [
                "more beside the stack's own",
                [4, 1, 3, 2],
                `${head} 4, expected 2 at the most: the account may have 3 droplets, and has 2; write count: 2; or ${ask}`,
            ],
            [
                "any in a full account",
                [1, 0, 3, 3],
                `${head} 1, expected 0 at the most: the account may have 3 droplets, and has 3; ${ask}`,
            ],
            [
                "any in an account whose limit was lowered",
                [1, 0, 3, 5],
                `${head} 1, expected 0 at the most: the account may have 3 droplets, and has 5; ${ask}`,
            ],
        ];

    for (const [what, numbers, message] of given) {
        it(`${message === undefined ? "are none" : "are refused"}: ${what}`, () => {
            expect(problem(...numbers)).to.equal(message);
        });
    }
});
