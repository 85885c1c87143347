import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { changeContracts } from "./docker/changes";
import { connectionContracts } from "./docker/connection";
import { type DockerDriver, type Kind, types } from "./docker/driver";
import { inputContracts } from "./docker/inputs";
import { nameContracts } from "./docker/names";
import { objectContracts } from "./docker/objects";
import { holdContracts } from "./support/contract";
import { resourcePlugin } from "./support/plugin-binary";
import { type PluginProcess, startPlugin } from "./support/plugin-process";
import { ProviderDriver } from "./support/provider-driver";

describe("the docker plugin", function () {
    this.timeout(60_000);
    const prefix = `slipway-contract-${randomBytes(4).toString("hex")}`;
    const started: { plugin: PluginProcess; provider: ProviderDriver }[] = [];
    let count = 0;
    let configured: ProviderDriver;

    const fresh = async (): Promise<ProviderDriver> => {
        const plugin = await startPlugin(resourcePlugin("docker", "5.2.0"));
        const provider = new ProviderDriver(plugin.address, types.network);
        started.push({ plugin, provider });
        return provider;
    };
    const driver = (): DockerDriver => ({
        of: (kind) => configured.of(types[kind]),
        fresh,
        name: () => `${prefix}-${++count}`,
        docker,
    });

    before(async () => {
        const state = docker("info", "--format", "{{.Swarm.LocalNodeState}}");
        if (state !== "active") throw new Error("this engine is in no Swarm: run ./slipway setup --for test");
        configured = await fresh();
        await configured.configure({ disableDockerDaemonCheck: "true" });
    });
    afterEach(() => {
        for (const kind of Object.keys(types) as readonly Kind[]) sweep(kind, prefix);
    });
    after(async () => {
        for (const { plugin, provider } of started) {
            provider.close();
            await plugin.stop();
        }
    });

    describe("names", () => holdContracts(nameContracts, driver));
    describe("inputs", () => holdContracts(inputContracts, driver));
    describe("changes", () => holdContracts(changeContracts, driver));
    describe("objects", () => holdContracts(objectContracts, driver));
    describe("connection", () => holdContracts(connectionContracts, driver));
});

function docker(...args: readonly string[]): string {
    return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Removes what a test has left of one kind. */
function sweep(kind: Kind, prefix: string): void {
    // Not by --filter name=…: an engine such as 20.10 takes that for the whole name where the network is the Swarm's.
    const names = docker(kind, "ls", "--format", "{{.Name}}").split("\n");
    const left = names.filter((name) => name.startsWith(`${prefix}-`));
    if (left.length > 0) docker(kind, "rm", ...left);
}
