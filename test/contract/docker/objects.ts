import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { ProviderDriver, Reported } from "../support/provider-driver";
import { type Properties, revealed, type Value } from "../support/values";
import { base64, type DockerDriver, type Kind, least } from "./driver";

const labels = [{ label: "slipway.contract", value: "yes" }];

/** What the plugin makes, reads and removes on a real engine. */
export const objectContracts: readonly Contract<DockerDriver>[] = [
    {
        promise: "makes a bridge network by default",
        source: "Network.driver, scope, internal: outputs",
        async hold(driver) {
            const made = await make(driver, "network", { labels });
            expect(made.state).to.deep.include({ driver: "bridge", scope: "local", internal: false });
            expect(names(made.state.ipamConfigs)).to.include("subnet");
            expect(inspect(driver, "network", made, "{{json .Labels}}")).to.equal('{"slipway.contract":"yes"}');
        },
    },
    {
        promise: "makes an attachable overlay network",
        source: "Network.attachable: Enable manual container attachment to the network",
        async hold(driver) {
            const made = await make(driver, "network", { driver: "overlay", attachable: true });
            expect(made.state).to.deep.include({ driver: "overlay", scope: "swarm", attachable: true });
            expect(inspect(driver, "network", made, "{{.Attachable}}")).to.equal("true");
        },
    },
    {
        promise: "makes a network with its own subnet",
        source: "Network.ipamConfigs: The IPAM configuration options",
        async hold(driver) {
            const ipamConfigs = [{ subnet: "10.213.7.0/24", gateway: "10.213.7.9" }];
            const made = await make(driver, "network", { ipamConfigs, internal: true });
            expect(inspect(driver, "network", made, "{{(index .IPAM.Config 0).Gateway}}")).to.equal("10.213.7.9");
            expect(inspect(driver, "network", made, "{{.Internal}}")).to.equal("true");
        },
    },
    {
        promise: "makes a local volume and tells where it is",
        source: "Volume.driver: Defaults to `local`; mountpoint: output",
        async hold(driver) {
            const made = await make(driver, "volume", { labels });
            expect(made.id).to.equal(made.state.name);
            expect(made.state).to.deep.include({ driver: "local", labels });
            expect(made.state.mountpoint).to.contain(`${made.id}/_data`);
        },
    },
    {
        promise: "adopts a volume that exists, as it is",
        source: "engine API: VolumeCreate of an existing name answers with that volume",
        async hold(driver) {
            const name = driver.name();
            driver.docker("volume", "create", "--label", "was=there", name);
            const made = await make(driver, "volume", { name });
            expect(inspect(driver, "volume", made, "{{json .Labels}}")).to.equal('{"was":"there"}');
        },
    },
    {
        promise: "makes a Swarm secret, whose data stays secret",
        source: "Secret.data: secret output",
        async hold(driver) {
            const made = await make(driver, "secret", { labels });
            expect(revealed(made.state.data)).to.equal(least.secret.data);
            expect(inspect(driver, "secret", made, "{{.Spec.Name}}")).to.equal(made.state.name);
            expect(inspect(driver, "secret", made, "{{json .Spec.Labels}}")).to.equal('{"slipway.contract":"yes"}');
        },
    },
    ...(["data", "dataRaw"] as const).map(
        (input): Contract<DockerDriver> => ({
            promise: `makes a Swarm config from ${input}`,
            source: `ServiceConfig.${input}`,
            async hold(driver) {
                const text = "{ port: 80 } – ü\n";
                const given = { [input]: input === "data" ? base64(text) : text, labels };
                const made = await make(driver, "config", given, {});
                expect(made.state).to.deep.include({ ...given, name: made.state.name });
                expect(inspect(driver, "config", made, "{{json .Spec.Data}}")).to.equal(JSON.stringify(base64(text)));
            },
        }),
    ),
    ...(Object.keys(least) as readonly Kind[]).flatMap((kind) => [lives(kind), clashes(kind)]).filter(isContract),
    ...(["network", "volume", "config"] as const).map(
        (kind): Contract<DockerDriver> => ({
            promise: `imports a ${kind} by its id`,
            source: `pulumi import docker:index/…:${kind} id`,
            async hold(driver) {
                const made = await make(driver, kind, {});
                const read = await driver.of(kind).read("i", { id: made.id, state: {} });
                expect(read.inputs.name).to.equal(made.state.name);
                expect(read.state.name).to.equal(made.state.name);
            },
        }),
    ),
    {
        promise: "refuses to import a secret",
        source: "Docker secret cannot be imported as the secret data, once set, is never exposed again",
        async hold(driver) {
            const made = await make(driver, "secret", {});
            expect(await failure(driver.of("secret").read("i", { id: made.id, state: {} }))).to.contain("import");
        },
    },
];

/** Read, refreshed without a change, removed, gone: the life of any object. */
function lives(kind: Kind): Contract<DockerDriver> {
    return {
        promise: `reads a ${kind} as it was made, removes it, and finds it gone`,
        source: "protocol: Read answers with an empty id when the resource is gone; deleting what is gone succeeds",
        async hold(driver) {
            const provider = driver.of(kind);
            const { made, inputs } = await makeWithInputs(driver, kind, least[kind]);
            const read = await provider.read("l", made, inputs);
            expect(read).to.deep.equal({ ...made, inputs });
            expect((await provider.diff("l", { inputs: read.inputs, state: read.state }, inputs)).changed).to.equal(
                false,
            );
            await provider.delete("l", made);
            expect((await provider.read("l", made, inputs)).id).to.equal("");
            if (kind === "network" || kind === "volume") await provider.delete("l", made);
        },
    };
}

function clashes(kind: Kind): Contract<DockerDriver> | undefined {
    if (kind === "volume") return undefined;
    return {
        promise: `refuses a ${kind} whose name is taken, and says so`,
        source: "engine API: 409 name conflict",
        async hold(driver) {
            const made = await make(driver, kind, least[kind]);
            const name = String(made.state.name);
            const text = await failure(driver.of(kind).create("again", { ...least[kind], name }));
            expect(text)
                .to.contain(name)
                .and.match(/exists/);
        },
    };
}

async function make(driver: DockerDriver, kind: Kind, more: Properties, base = least[kind]): Promise<Reported> {
    return (await makeWithInputs(driver, kind, { ...base, ...more })).made;
}

async function makeWithInputs(driver: DockerDriver, kind: Kind, given: Properties) {
    const provider: ProviderDriver = driver.of(kind);
    const { inputs, failures } = await provider.check("made", { name: driver.name(), ...given });
    expect(failures).to.deep.equal([]);
    return { made: await provider.create("made", inputs), inputs };
}

function inspect(driver: DockerDriver, kind: Kind, made: Reported, format: string): string {
    return driver.docker(kind, "inspect", "--format", format, made.id);
}

function names(list: Value | undefined): readonly string[] {
    return Array.isArray(list) ? list.flatMap((element: Value) => Object.keys(element as Properties)) : [];
}

function isContract(contract: Contract<DockerDriver> | undefined): contract is Contract<DockerDriver> {
    return contract !== undefined;
}
