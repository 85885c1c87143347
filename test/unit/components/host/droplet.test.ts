import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { DropletArgs } from "../../../../components/host/droplet";
import { sharedConnection } from "../../../../components/host/open-connection";
import { renderServer } from "../../../../components/host/server/server.render";
import { setupScript } from "../../../../components/host/server/setup-script";
import { renderUserData } from "../../../../components/host/server/user-data.render";
import { FakeSsh } from "../../support/fake-ssh";
import { Marked, makeWithMocks, resolved, type Surroundings } from "../../support/mocks";
import { setEnvironment } from "../../support/set-environment";
import { addressOf, deployKey, hostKey, numberOf, privateAddressOf, rented, testDroplet } from "./rented";

const keys = { alice: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAlice alice@laptop" };
const settings = {
    ...{ image: "ubuntu-24-04-x64", keys, swap: 2 },
    volume: { name: "shop-data", size: 20 },
} as const satisfies DropletArgs["settings"];

describe("a droplet", () => {
    /** In a preview by which it stays as it is, unless a test says otherwise. */
    const make = (changes: Partial<DropletArgs> = {}, around: Surroundings = {}) =>
        makeWithMocks(
            () => {
                const droplet = testDroplet(0, changes);
                // Its provider is made only when somebody asks for it.
                expect(droplet.docker).to.equal(droplet.docker);
                return droplet;
            },
            { preview: true, ...rented(1), ...around },
        );

    it("is what was asked for, born with its keys", async () => {
        const made = await make({ settings, volume: "volume-id" });
        const { inputs, ...rest } = made.get("server-0-droplet");
        const { userData, ...plain } = inputs;
        expect(plain).to.deep.equal({
            ...{ name: "shop-0", region: "fra1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", vpcUuid: "vpc-id" },
            ...{ tags: ["shop"], sshKeys: ["42"], resizeDisk: false, monitoring: true, volumeIds: ["volume-id"] },
        });
        expect(rest).to.deep.include({ parent: "server-0", type: "digitalocean:index/droplet:Droplet" });
        expect(userData).to.deep.equal(
            new Marked(
                renderUserData(
                    { ...settings, name: "shop-0", deployKey: deployKey.publicKey },
                    { privateKey: hostKey.privateKey, publicKey: `${hostKey.publicKey} shop-0` },
                    setupScript(),
                ),
            ),
        );
    });

    it("is replaced for nothing that it is only born with", async () => {
        const made = await make();
        expect(made.get("server-0-droplet").ignoreChanges).to.deep.equal([
            ...["userData", "image", "sshKeys", "monitoring"],
        ]);
        expect(made.get("server-0-host-key").ignoreChanges).to.deep.equal(["environment"]);
    });

    it("goes before the one that takes its place only where that needs its volume", async () => {
        const replaced = async (volume?: string) => {
            const made = await make({ settings, ...(volume === undefined ? {} : { volume }) });
            return made.get("server-0-droplet").deleteBeforeReplace;
        };
        expect([await replaced("volume-id"), await replaced()]).to.deep.equal([true, undefined]);
    });

    it("may take no longer to be made than it may take to be ready", async () => {
        expect((await make({ timeout: 300 })).get("server-0-droplet").timeouts).to.deep.equal({
            ...{ create: "300s", update: "" },
        });
    });

    it("has no volume unless it is given one", async () => {
        expect((await make()).get("server-0-droplet").inputs).not.to.have.property("volumeIds");
    });

    it("is set up by the words that it was born with, again whenever they change, and anew where it is another", async () => {
        const made = await make({ settings });
        const { inputs, deleteBeforeReplace, parent } = made.get("server-0-ready");
        const { stdin, ...plain } = inputs;
        expect({ deleteBeforeReplace, parent }).to.deep.equal({ deleteBeforeReplace: false, parent: "server-0" });
        expect(plain).to.deep.equal({
            create: "bash components/host/server/sync.sh",
            update: "bash components/host/server/sync.sh",
            environment: {
                SLIPWAY_SERVER: "shop-0",
                SLIPWAY_SERVER_ADDRESS: addressOf(0),
                SLIPWAY_SERVER_KEY: hostKey.publicKey,
                SLIPWAY_SSH_KEY: new Marked(deployKey.privateKey),
                SLIPWAY_TIMEOUT: "300",
            },
            triggers: ["4200"],
            logging: "stderr",
        });
        const known = { ...settings, name: "shop-0", deployKey: deployKey.publicKey };
        expect(stdin).to.equal(renderServer(known, setupScript()));
    });

    it("tells how it is reached", async () => {
        const { result } = await makeWithMocks(
            async () => {
                const droplet = testDroplet(1);
                const { address, privateAddress, hostKey: known, engine, shell, dropletId } = droplet;
                const outputs = { address, privateAddress, known, engine, shell, dropletId };
                const environment = await resolved(droplet.environment);
                const secret = await pulumi.isSecret(pulumi.output(droplet.environment.SLIPWAY_SSH_KEY));
                const { index, title, directory } = droplet;
                return { ...(await resolved(outputs)), environment, secret, index, title, directory };
            },
            { preview: true, ...rented(2) },
        );
        expect(result).to.deep.equal({
            ...{ index: 1, title: "shop-1", directory: "/var/lib/slipway" },
            ...{ address: addressOf(1), privateAddress: privateAddressOf(1), known: hostKey.publicKey },
            ...{ engine: "4201", dropletId: numberOf(1) },
            shell: ["bash", "components/host/on-server.sh", addressOf(1), hostKey.publicKey],
            environment: {
                SLIPWAY_HOST: addressOf(1),
                SLIPWAY_HOST_KEY: hostKey.publicKey,
                SLIPWAY_SSH_KEY: deployKey.privateKey,
            },
            secret: true,
        });
    });

    it("tells its scripts who may use the registry", async () => {
        const registry = { host: "registry.example.com", user: "acme", password: pulumi.secret("sesame") };
        const made = await makeWithMocks(
            () => {
                testDroplet(0, { registry }).placeFile("key", { path: "key", content: "" });
            },
            { preview: true, ...rented(1) },
        );
        expect(made.get("key").inputs.environment).to.deep.include({
            ...{ SLIPWAY_REGISTRY: "registry.example.com", SLIPWAY_REGISTRY_USER: "acme" },
            SLIPWAY_REGISTRY_PASSWORD: new Marked("sesame"),
        });
    });

    it("makes who reaches it wait until it is ready", async () => {
        const made = await makeWithMocks(
            () => {
                const droplet = testDroplet(0);
                droplet.placeFile("routes", { path: "edge/routes", content: "one" });
                expect(droplet.docker).to.equal(droplet.docker);
            },
            { preview: true, ...rented(1) },
        );
        expect(made.dependenciesOf("routes")).to.include("server-0-ready");
        expect(made.dependenciesOf("server-0-docker")).to.include("server-0-ready");
    });

    it("places files on itself, by what no process list shows", async () => {
        const made = await makeWithMocks(
            () => {
                const droplet = testDroplet(0);
                droplet.placeFile("key", { path: "edge/key", content: pulumi.secret("sesame") });
                droplet.placeFile(
                    "routes",
                    { path: "edge/routes", content: "", mode: "644" },
                    { ignoreChanges: ["stdin"] },
                );
            },
            { preview: true, ...rented(1) },
        );
        const { inputs, parent, deleteBeforeReplace } = made.get("key");
        expect({ parent, deleteBeforeReplace }).to.deep.equal({ parent: "server-0", deleteBeforeReplace: false });
        expect(inputs).to.deep.equal({
            create: "bash components/host/file-on-server.sh components/host/place-file.sh",
            update: "bash components/host/file-on-server.sh components/host/place-file.sh",
            delete: "bash components/host/file-on-server.sh components/host/remove-file.sh",
            environment: {
                SLIPWAY_HOST: addressOf(0),
                SLIPWAY_HOST_KEY: hostKey.publicKey,
                SLIPWAY_SSH_KEY: new Marked(deployKey.privateKey),
                SLIPWAY_FILE: "/var/lib/slipway/edge/key",
                SLIPWAY_MODE: "600",
            },
            stdin: new Marked("sesame"),
            triggers: ["/var/lib/slipway/edge/key", "4200"],
        });
        expect(made.get("routes").inputs.environment).to.deep.include({ SLIPWAY_MODE: "644" });
        expect(made.get("routes").ignoreChanges).to.deep.equal(["stdin"]);
    });

    describe("its engine's provider", () => {
        let ssh: FakeSsh;
        let restore: () => void;

        beforeEach(() => {
            ssh = new FakeSsh();
            restore = setEnvironment(ssh.environment);
        });
        afterEach(() => {
            restore();
            ssh.remove();
        });

        const options = JSON.stringify(sharedConnection({ host: addressOf(0), hostKey: hostKey.publicKey }));

        it("goes through the connection of all, with nothing secret in its own state", async () => {
            const made = await make();
            expect(made.get("server-0-docker")).to.deep.include({
                parent: "server-0",
                type: "pulumi:providers:docker",
            });
            expect(made.get("server-0-docker").inputs).to.deep.include({
                host: `ssh://slipway@${addressOf(0)}`,
                sshOpts: options,
                disableDockerDaemonCheck: "true",
            });
        });

        it("has it opened in an update alone", async () => {
            await make();
            expect(ssh.connections).to.deep.equal([]);
            const made = await make({}, { preview: false });
            expect(made.get("server-0-docker").inputs.sshOpts).to.equal(options);
            const [opened, ...more] = ssh.connections;
            expect(more).to.deep.equal([]);
            expect(opened).to.deep.include({
                key: deployKey.privateKey.trimEnd(),
                knownHosts: `${addressOf(0)} ${hostKey.publicKey}`,
            });
        });
    });

    it("is previewed before there is any, and asks nobody", async () => {
        const made = await makeWithMocks(() => testDroplet(0), { preview: true });
        expect(made.names()).to.deep.equal([
            ...["server-0", "server-0-droplet", "server-0-host-key", "server-0-ready"],
        ]);
    });
});
