import { expect } from "chai";
import fc from "fast-check";
import { type Counters, increase, nothing, sum } from "../../../../components/judge/counters";

function counters(requests: number, errors: number, latency: Readonly<Record<string, number>> = {}): Counters {
    return {
        requests,
        errors,
        latency: new Map(Object.entries(latency).map(([bound, count]) => [Number(bound), count])),
    };
}

describe("counters of a proxy", () => {
    const increases: readonly (readonly [string, Counters, Counters, Counters])[] = [
        ["is all from nothing", nothing, counters(3, 1, { 1: 2, Infinity: 3 }), counters(3, 1, { 1: 2, Infinity: 3 })],
        [
            "is the difference",
            counters(10, 1, { 1: 8, Infinity: 10 }),
            counters(15, 1, { 1: 11, Infinity: 15 }),
            counters(5, 0, { 1: 3, Infinity: 5 }),
        ],
        ["is all after a restart", counters(10, 1), counters(4, 0), counters(4, 0)],
        ["is all when only the errors fell", counters(10, 5), counters(12, 1), counters(12, 1)],
        [
            "is all when only a bucket fell",
            counters(10, 0, { 1: 9, Infinity: 10 }),
            counters(11, 0, { 1: 2, Infinity: 11 }),
            counters(11, 0, { 1: 2, Infinity: 11 }),
        ],
        ["is nothing when the service is gone", counters(10, 5, { Infinity: 10 }), nothing, nothing],
    ];
    for (const [title, before, after, expected] of increases) {
        it(`the increase ${title}`, () => expect(increase(before, after)).to.deep.equal(expected));
    }

    it("the increases of a window add up to it, restarts and all", () => {
        const steps = fc.array(fc.record({ requests: fc.nat(100), restart: fc.boolean() }), { maxLength: 20 });
        fc.assert(
            fc.property(steps, (window) => {
                let last = counters(5, 0, { Infinity: 5 });
                const parts: Counters[] = [];
                let served = 0;
                for (const { requests, restart } of window) {
                    // A restart after which it has already passed the old count can't be seen; there is none such here.
                    const base = restart && requests < last.requests ? 0 : last.requests;
                    const next = counters(base + requests, 0, { Infinity: base + requests });
                    parts.push(increase(last, next));
                    last = next;
                    served += requests;
                }
                expect(sum(parts).requests).to.equal(served);
            }),
        );
    });

    const sums: readonly (readonly [string, readonly Counters[], Counters])[] = [
        ["nothing", [], nothing],
        [
            "each counter",
            [counters(1, 1, { 1: 0, Infinity: 1 }), counters(4, 0, { 1: 3, Infinity: 4 })],
            counters(5, 1, { 1: 3, Infinity: 5 }),
        ],
        [
            "a proxy without requests",
            [nothing, counters(4, 0, { 1: 3, Infinity: 4 })],
            counters(4, 0, { 1: 3, Infinity: 4 }),
        ],
        [
            "common bounds only",
            [counters(1, 0, { 0.5: 1, 1: 1, Infinity: 1 }), counters(4, 0, { 1: 3, Infinity: 4 })],
            counters(5, 0, { 1: 4, Infinity: 5 }),
        ],
    ];
    for (const [title, parts, expected] of sums) {
        it(`sums ${title}`, () => expect(sum(parts)).to.deep.equal(expected));
    }
});
