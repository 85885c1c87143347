import { expect } from "chai";
import type { StackConfig } from "../../../stacks/config";
import { type RegionOffer, refuseOffer } from "../../../stacks/refuse-offer";

const regions: readonly RegionOffer[] = [
    { slug: "fra1", available: true, sizes: ["s-1vcpu-1gb", "s-2vcpu-4gb"] },
    { slug: "ams3", available: true, sizes: ["s-1vcpu-1gb", "g-2vcpu-8gb"] },
    { slug: "sfo1", available: false, sizes: ["s-8vcpu-16gb"] },
];
const lines = new Map([
    ["slipway:servers.region", 4],
    ["slipway:servers.size", 5],
]);
const origin = { stack: "test", file: "Pulumi.test.yaml", lines } as unknown as StackConfig["origin"];
const head = "Pulumi.test.yaml is not valid:\n  Pulumi.test.yaml:";

describe("servers that DigitalOcean does not have", () => {
    const problem = (region: string, size: string): string | undefined => {
        const servers = { region, size } as NonNullable<StackConfig["servers"]>;
        try {
            refuseOffer({ servers, origin }, regions);
            return undefined;
        } catch (error) {
            return error instanceof Error ? error.message : String(error);
        }
    };

    for (const [what, region, size, message] of [
        [
            "an unknown region",
            ...["fra2", "s-2vcpu-4gb"],
            `${head}4 slipway:servers.region: found fra2, expected a region of DigitalOcean: ams3, fra1; write for example region: fra1`,
        ],
        [
            "a region that takes no more",
            ...["sfo1", "s-2vcpu-4gb"],
            `${head}4 slipway:servers.region: found sfo1, which takes no new servers, expected a region of DigitalOcean: ams3, fra1; write for example region: ams3`,
        ],
        [
            "an unknown size",
            ...["fra1", "s-2vcpu-4bg"],
            `${head}5 slipway:servers.size: found s-2vcpu-4bg, expected a size of DigitalOcean such as s-2vcpu-4gb (doctl compute size list shows all); write for example size: s-2vcpu-4gb`,
        ],
        [
            "a size that only a closed region has",
            ...["fra1", "s-8vcpu-16gb"],
            `${head}5 slipway:servers.size: found s-8vcpu-16gb, expected a size of DigitalOcean such as s-2vcpu-4gb (doctl compute size list shows all); write for example size: s-1vcpu-1gb`,
        ],
        [
            "a size of another region",
            ...["fra1", "g-2vcpu-8gb"],
            `${head}5 slipway:servers.size: found g-2vcpu-8gb, which fra1 does not have, expected a size that fra1 has, or a region that has this one: ams3; write for example size: s-2vcpu-4gb`,
        ],
    ] as const) {
        it(`are refused: ${what}`, () => {
            expect(problem(region, size)).to.equal(message);
        });
    }

    it("are told all at once", () => {
        expect(problem("xyz1", "s-99vcpu-1gb")).to.match(
            /:4 slipway:servers\.region: .*\n.*:5 slipway:servers\.size: /,
        );
    });

    it("are none where it has them, and where there are no servers", () => {
        expect(problem("ams3", "g-2vcpu-8gb")).to.equal(undefined);
        refuseOffer({ origin }, []);
    });
});
