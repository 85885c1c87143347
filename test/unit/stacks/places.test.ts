import { expect } from "chai";
import type { PreviousRelease } from "../../../components/plan/previous-release";
import { placesOf } from "../../../stacks/places";

const snapshot = (greeting: string, replicas = 1) => ({
    document: `services: { shop: { image: x, environment: { GREETING: ${greeting} }, deploy: { replicas: ${replicas} } } }`,
    files: {},
});

type Standing = readonly [greeting: string, serves: boolean, isWhole?: boolean];

function standing(versions: Readonly<Record<string, Standing>>): PreviousRelease {
    const places = Object.entries(versions).map(([place, [greeting, serves, isWhole = true]]) => {
        const rest = { environment: {}, waits: !serves, hasGenerations: true, isWhole };
        return [place, { snapshot: snapshot(greeting), ...rest }] as const;
    });
    return { services: new Map(), places: new Map(places) };
}

/** Where a greeting is deployed, and what stays beside it. */
function places(greeting: string, versions: Parameters<typeof standing>[0], replicas?: number): string {
    const { live, standby } = placesOf("shop", snapshot(greeting, replicas), standing(versions));
    return `${live}${standby === undefined ? "" : ` beside ${standby.place}`}`;
}

describe("the places of a service's versions", () => {
    const both = { shop: ["one", false], "shop.b": ["two", true] } as const;
    const cases: readonly (readonly [string, string, string])[] = [
        ["the first version takes the first place", places("one", {}), "shop"],
        ["what has not changed stays alone", places("one", { shop: ["one", true] }), "shop"],
        ["a new version takes the second", places("two", { shop: ["one", true] }), "shop.b beside shop"],
        ["what has not changed stays beside the one before", places("two", both), "shop.b beside shop"],
        ["what changes in place is the same version", places("two", both, 3), "shop.b beside shop"],
        ["the one before takes over again where it stands", places("one", both), "shop beside shop.b"],
        ["the next takes the place of the one before", places("three", both), "shop beside shop.b"],
        [
            "one whose requests never came is given way to",
            places("four", { shop: ["one", true], "shop.b": ["bad", false] }),
            "shop.b beside shop",
        ],
        [
            "one that cannot be made as it was stands by no more",
            places("two", { shop: ["one", false, false], "shop.b": ["two", true] }),
            "shop.b",
        ],
        [
            "and if it is wanted again, it is made anew",
            places("one", { shop: ["one", false, false], "shop.b": ["two", true] }),
            "shop beside shop.b",
        ],
        ["nor does it stand by for its successor", places("two", { shop: ["one", true, false] }), "shop.b"],
        ["another service does not count", places("one", { "shop.bee": ["one", true] }), "shop"],
    ];
    for (const [title, found, expected] of cases) {
        it(title, () => {
            expect(found).to.equal(expected);
        });
    }
});
