import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type Properties, revealed, secret, unknown, type Value } from "../support/values";
import { base64, type DockerDriver, type Kind, least } from "./driver";

/** What the plugin makes of inputs before anything is created. */
export const inputContracts: readonly Contract<DockerDriver>[] = [
    {
        promise: "has the npm package's version",
        source: "npm: the SDK asks the engine for the plugin of its own version",
        async hold({ of }) {
            expect(await of("network").version()).to.equal("5.2.0");
        },
    },
    {
        promise: "sets a network's ipamDriver",
        source: "ipamDriver: Defaults to `default`",
        async hold({ of }) {
            expect((await of("network").check("n", {})).inputs.ipamDriver).to.equal("default");
        },
    },
    refuses("secret", {}, "data", "Secret.data: required"),
    refuses("secret", { data: "not base64!" }, "data", "Secret.data: Base64-url-safe-encoded secret data"),
    refuses("secret", { ...least.secret, labels: [{ label: "a" }] }, "value", "SecretLabel.value: required"),
    refuses("config", {}, "data", "ServiceConfig: data or dataRaw"),
    refuses("config", { data: "not base64!" }, "data", "ServiceConfig.data: Base64-url-safe-encoded config data"),
    refuses("network", { attachable: "perhaps" }, "attachable", "Network.attachable: boolean"),
    refuses("network", { labels: { a: "b" } }, "labels", "Network.labels: a list of NetworkLabel"),
    refuses("volume", { driverOpts: "a=b" }, "driverOpts", "Volume.driverOpts: a map"),
    takes("network", { driver: "overlay", attachable: true, labels: [{ label: "a", value: unknown }] }),
    takes("volume", { driverOpts: { type: "tmpfs" }, labels: [] }),
    takes("secret", { data: secret(base64("x")), labels: [{ label: "a", value: "b" }] }),
    takes("secret", { data: unknown }),
    takes("config", { dataRaw: "{}" }),
    previews("network", { driver: "overlay" }, ["ipamConfigs", "internal", "options", "scope"]),
    previews("network", {}, ["driver", "ipamConfigs", "internal", "options", "scope"]),
    previews("volume", {}, ["driver", "mountpoint"]),
    previews("secret", least.secret, []),
    previews("config", least.config, []),
    {
        promise: "keeps a secret's data secret in a preview",
        source: "Secret: additionalSecretOutputs data",
        async hold({ of }) {
            const { inputs } = await of("secret").check("s", least.secret);
            const { state } = await of("secret").create("s", inputs, { preview: true });
            expect(revealed(state.data)).to.equal(least.secret.data);
        },
    },
];

function refuses(kind: Kind, news: Properties, named: string, source: string): Contract<DockerDriver> {
    return {
        promise: `refuses a ${kind} with ${JSON.stringify(news)}`,
        source,
        async hold({ of }) {
            const { failures } = await of(kind).check("r", news);
            expect(failures.map((failure) => `${failure.property} ${failure.reason}`).join()).to.contain(named);
        },
    };
}

function takes(kind: Kind, news: Properties): Contract<DockerDriver> {
    return {
        promise: `takes a ${kind} with ${JSON.stringify(news)}`,
        source: "the types of the inputs",
        async hold({ of }) {
            const { inputs, failures } = await of(kind).check("t", news);
            expect(failures).to.deep.equal([]);
            for (const [key, value] of Object.entries(news)) expect(plain(inputs[key])).to.deep.equal(plain(value));
        },
    };
}

function previews(kind: Kind, news: Properties, told: readonly string[]): Contract<DockerDriver> {
    return {
        promise: `leaves ${told.join(", ") || "nothing"} of a ${kind} with ${JSON.stringify(news)} unknown in a preview`,
        source: "outputs that are not optional, and that no input sets",
        async hold({ of }) {
            const { inputs } = await of(kind).check("p", news);
            const { state } = await of(kind).create("p", inputs, { preview: true });
            expect(state.name).to.equal(inputs.name);
            const hidden = Object.keys(state).filter((key) => state[key] === unknown);
            expect(hidden.filter((key) => key !== "id").sort()).to.deep.equal([...told].sort());
        },
    };
}

/** A value without the notes that bridged providers leave inside objects, and without its secrecy. */
function plain(value: Value | undefined): unknown {
    return JSON.parse(JSON.stringify(revealed(value) ?? value ?? null), (key, inner) =>
        key === "__defaults" ? undefined : inner,
    );
}
