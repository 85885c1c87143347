import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties } from "../support/values";
import { base64, type DockerDriver, type Kind, least } from "./driver";

const labels = [
    { label: "a", value: "1" },
    { label: "b", value: "2" },
];

/** Which changed input means what. Nothing here can be altered on the engine, so every change replaces. */
export const changeContracts: readonly Contract<DockerDriver>[] = [
    ...replacements("network", {
        attachable: true,
        driver: "overlay",
        ingress: true,
        internal: true,
        ipamConfigs: [{ subnet: "10.99.0.0/24" }],
        ipamDriver: "other",
        ipamOptions: { a: "b" },
        ipv6: true,
        labels,
        name: "other",
        options: { a: "b" },
    }),
    ...replacements("volume", { driver: "other", driverOpts: { type: "tmpfs" }, labels, name: "other" }),
    ...replacements("secret", { data: base64("other"), labels, name: "other" }),
    ...replacements("config", { data: base64("other"), labels, name: "other" }),
    same("network", "labels in another order", { labels }, { labels: [...labels].reverse() }),
    same("network", "a flag set to what it is without", {}, { attachable: false, ipv6: false, ingress: false }),
    same("network", "the driver left to the engine again", { driver: "bridge" }, {}),
    same("network", "equal inputs", { driver: "overlay", labels }, { driver: "overlay", labels }),
    same("volume", "the driver left to the engine again", { driver: "local" }, {}),
    same("volume", "an empty list of labels", {}, { labels: [] }),
    same("secret", "equal inputs", { labels }, { labels }),
    same("config", "equal inputs", { labels }, { labels }),
    deletesFirst("secret", { name: "mine" }, true, "an explicit name that both would bear"),
    deletesFirst("secret", {}, false, "an automatic name"),
    deletesFirst("config", { name: "mine" }, true, "an explicit name that both would bear"),
    deletesFirst("config", {}, false, "an automatic name"),
];

function replacements(kind: Kind, changes: Properties): readonly Contract<DockerDriver>[] {
    return Object.entries(changes).map(([property, value]) => ({
        promise: `replaces a ${kind} for ${property}`,
        source: `${kind}.${property}: ForceNew in the schema`,
        async hold(driver) {
            const difference = await compare(driver, kind, {}, { [property]: value });
            expect(difference.changed).to.equal(true);
            expect(difference.replaces.map((path) => path.split(/[.[]/)[0])).to.contain(property);
        },
    }));
}

function same(kind: Kind, what: string, before: Properties, after: Properties): Contract<DockerDriver> {
    return {
        promise: `sees no change of a ${kind} in ${what}`,
        source: "the schema: labels are a set; flags are false, and computed properties as they are, when left out",
        async hold(driver) {
            expect((await compare(driver, kind, before, after)).changed).to.equal(false);
        },
    };
}

function deletesFirst(kind: Kind, named: Properties, first: boolean, what: string): Contract<DockerDriver> {
    return {
        promise: `${first ? "deletes" : "creates"} first when a ${kind} with ${what} is replaced`,
        source: "deleteBeforeReplace: automatic names let the replacement be created first",
        async hold(driver) {
            const difference = await compare(driver, kind, named, { ...named, data: base64("other") });
            expect(difference.deleteBeforeReplace).to.equal(first);
        },
    };
}

/** Compares a resource, recorded with some inputs, with the same one under other inputs, as the engine does. */
async function compare({ of }: DockerDriver, kind: Kind, before: Properties, after: Properties) {
    const old = (await of(kind).check("c", { ...least[kind], ...before })).inputs;
    const news = (await of(kind).check("c", { ...least[kind], ...after }, { olds: old })).inputs;
    const { __defaults: _, ...properties } = old;
    const state = { driver: kind === "volume" ? "local" : "bridge", ...properties };
    return of(kind).diff(
        "c",
        { inputs: old, state: kind === "secret" || kind === "config" ? properties : state },
        news,
    );
}
