import { expect } from "chai";
import { latencyBuckets } from "../../../../components/judge/latency-buckets";
import { quantile, slowerThan } from "../../../../components/judge/quantile";

const infinite = Number.POSITIVE_INFINITY;
const latency = new Map([
    [0.1, 50],
    [0.5, 90],
    [1, 98],
    [infinite, 100],
]);

describe("quantiles of a histogram", () => {
    const quantiles: readonly (readonly [number, ReadonlyMap<number, number>, number | undefined])[] = [
        [0.25, latency, 0.05],
        [0.5, latency, 0.1],
        [0.7, latency, 0.3],
        [0.94, latency, 0.75],
        // Above the highest finite bound nothing is known.
        [0.99, latency, 1],
        [0.95, new Map([[infinite, 3]]), 0],
        [
            0.95,
            new Map([
                [0.1, 0],
                [infinite, 0],
            ]),
            undefined,
        ],
        [0.95, new Map(), undefined],
        // An empty bucket between is passed over.
        [
            0.95,
            new Map([
                [0.1, 0],
                [0.5, 0],
                [1, 4],
                [infinite, 4],
            ]),
            0.975,
        ],
    ];
    for (const [share, histogram, expected] of quantiles) {
        it(`${share} of ${JSON.stringify([...histogram])} is ${expected}`, () => {
            const found = quantile(share, histogram);
            if (expected === undefined) expect(found).to.equal(undefined);
            else expect(found).to.be.closeTo(expected, 1e-9);
        });
    }

    const slower: readonly (readonly [number, number])[] = [
        [0.1, 50],
        [0.3, 30],
        [0.5, 10],
        [0.75, 6],
        [0.8, 5],
        [1, 2],
        [20, 2],
    ];
    for (const [seconds, expected] of slower) {
        it(`${expected} take longer than ${seconds} s`, () => expect(slowerThan(seconds, latency)).to.equal(expected));
    }

    it("a share that is a hair below a whole number means that number", () => {
        const within = new Map([
            [0.1, 0],
            [0.3, 100],
            [infinite, 100],
        ]);
        expect(slowerThan(0.28, within)).to.equal(10);
    });

    it("nothing is slower than anything without requests", () => expect(slowerThan(1, new Map())).to.equal(0));

    it("buckets rise, and closely where limits are", () => {
        const ratios = latencyBuckets.slice(1).map((bound, index) => bound / (latencyBuckets[index] ?? 0));
        expect(Math.min(...ratios)).to.be.above(1);
        expect(Math.max(...ratios.slice(1))).to.be.at.most(1.5 + 1e-9);
    });
});
