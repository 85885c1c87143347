import { expect } from "chai";
import { type Spent, spend } from "../../../../emulator/digitalocean/rate-limit";
import { started } from "./support/account";

const noon = Date.parse("2026-11-21T12:00:00Z");
const limits = { perHour: 4, perMinute: 2, keyListsPerMinute: 1 };

describe("the rate limit of the emulated DigitalOcean", () => {
    it("counts each request for an hour, and for a minute against the burst limit", () => {
        let spent: Spent = { all: [], keyLists: [] };
        const inAnHour = (seconds: number): string => String(noon / 1000 + seconds + 3600);
        for (const [second, allowed, remaining, reset, retryAfter] of [
            [0, true, "3", inAnHour(0), undefined],
            [10, true, "2", inAnHour(0), undefined],
            [30, false, "0", inAnHour(0), "30"],
            [60, true, "1", inAnHour(0), undefined],
            [80, true, "0", inAnHour(0), undefined],
            [300, false, "0", inAnHour(0), undefined],
            [3600, true, "0", inAnHour(10), undefined],
            [3601, false, "0", inAnHour(10), undefined],
        ] as const) {
            const got = spend(limits, spent, false, noon + second * 1000);
            spent = got.spent;
            expect({ allowed: got.allowed, ...got.headers }, `second ${second}`).to.deep.equal({
                allowed,
                "ratelimit-limit": "4",
                "ratelimit-remaining": remaining,
                "ratelimit-reset": reset,
                ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
            });
        }
    });

    it("is lower for lists of SSH keys, and told with each answer", async () => {
        const account = await started({ limits: { perHour: 10, perMinute: 10, keyListsPerMinute: 1 } });
        try {
            const told = async (): Promise<unknown[]> => {
                const { status, headers } = await account.call("GET", "/v2/account/keys");
                return [status, ...["ratelimit-remaining", "retry-after"].map((name) => headers.get(name))];
            };
            expect(await told()).to.deep.equal([200, "9", null]);
            expect(await told()).to.deep.equal([429, "0", "60"]);
            const { headers } = await account.call("GET", "/v2/account", undefined, "none");
            expect(headers.get("ratelimit-remaining")).to.equal("8");
            await account.pass(60);
            expect(await told()).to.deep.equal([200, "7", null]);
        } finally {
            await account.stop();
        }
    });
});
