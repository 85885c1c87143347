import { expect } from "chai";
import { rentServers, type ServersArgs } from "../../../stacks/servers";
import { Marked, makeWithMocks, type Surroundings } from "../support/mocks";

const deployKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDeploy slipway acme-shop";
const settings: ServersArgs["settings"] = {
    ...{ region: "fra1", size: "s-2vcpu-4gb", count: 3, image: "debian-12-x64", allowSshFrom: ["203.0.113.7/32"] },
    ...{ keys: {}, swap: 2, volume: 20, bootTimeout: 900 },
};

describe("the servers of a stack", () => {
    /** A preview of the first update. */
    const rent = (changes: Partial<ServersArgs["settings"]> = {}, around: Surroundings = {}) =>
        makeWithMocks(
            () =>
                rentServers({
                    ...{ stack: "acme-shop", settings: { ...settings, ...changes }, state: {} },
                    registry: undefined,
                }),
            {
                preview: true,
                printed: { key: `-----KEY OF NOBODY-----\n${deployKey}\n` },
                answer: () => {
                    throw Object.assign(new Error("none"), { details: "no volumes found with name acme-shop-data" });
                },
                ...around,
            },
        );

    it("are previewed before there are any", async () => {
        const made = await rent({ count: 1 });
        const own = (prefix: string) => made.names().filter((name) => name.startsWith(prefix));
        expect(own("server-")).to.deep.equal([
            ...["server-0", "server-0-droplet", "server-0-host-key", "server-0-ready"],
        ]);
        expect(made.names().filter((name) => !name.startsWith("server-"))).to.deep.equal([
            ...["address", "cluster", "cluster-server-0", "data", "data-volume", "firewall", "firewall-rules"],
            ...["key", "key-registered", "network", "network-tag", "network-vpc"],
        ]);
    });

    it("are as many as are wanted, the first one with the data and the address", async () => {
        const made = await rent();
        const droplets = [0, 1, 2].map((index) => made.get(`server-${index}-droplet`).inputs);
        expect(droplets.map(({ name }) => name)).to.deep.equal(["acme-shop-0", "acme-shop-1", "acme-shop-2"]);
        expect(droplets.map(({ volumeIds }) => volumeIds !== undefined)).to.deep.equal([true, false, false]);
        expect(made.get("server-0-droplet").dependencies).to.include("data-volume");
        expect(made.get("data-volume").inputs).to.deep.include({ name: "acme-shop-data", region: "fra1", size: 20 });
        expect(made.get("address").inputs).to.deep.include({ region: "fra1" });
        expect(made.get("address").dependencies).to.deep.equal(["server-0-droplet"]);
        const { hosts, droplets: all } = made.result;
        expect({ first: hosts.first, all: hosts.all, mayGrow: hosts.mayGrow }).to.deep.equal({
            ...{ first: all[0], all, mayGrow: true },
        });
        expect(all.map(({ index, title }) => [index, title])).to.deep.equal([
            ...[
                [0, "acme-shop-0"],
                [1, "acme-shop-1"],
                [2, "acme-shop-2"],
            ],
        ]);
    });

    it("are never without their firewall", async () => {
        const made = await rent();
        for (const index of [0, 1, 2]) {
            expect(made.dependenciesOf(`server-${index}-droplet`)).to.include("firewall-rules");
        }
        const { inboundRules } = made.get("firewall-rules").inputs as { readonly inboundRules: readonly object[] };
        expect(inboundRules[0]).to.deep.equal({
            ...{ protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.7/32"] },
        });
        expect(made.get("firewall-rules").inputs.tags).to.deep.equal(["acme-shop"]);
    });

    it("have one key of Slipway's, which DigitalOcean knows too", async () => {
        const made = await rent();
        expect(made.get("key-registered").inputs).to.deep.equal({ name: "acme-shop", publicKey: deployKey });
        const keys = [0, 1, 2].map((index) => made.get(`server-${index}-droplet`).inputs.sshKeys);
        expect(new Set(keys.map((ids) => JSON.stringify(ids))).size).to.equal(1);
        const environments = [0, 1, 2].map((index) => made.get(`server-${index}-ready`).inputs.environment);
        for (const environment of environments as readonly Readonly<Record<string, unknown>>[]) {
            expect(environment.SLIPWAY_SSH_KEY).to.deep.equal(new Marked("-----KEY OF NOBODY-----\n"));
        }
    });

    it("get the data that the stack has left", async () => {
        const made = await rent({}, { answer: () => ({ id: "506f78a4", size: 10 }) });
        expect(made.get("data-volume").importId).to.equal("506f78a4");
        expect(made.get("data-volume").inputs.size).to.equal(10);
        // The server does not wait for what only the next update makes of it.
        expect(made.get("server-0-ready").inputs.stdin).to.match(/volumeSize: 10|size: 10/);
        expect((await rent()).get("data-volume").importId).to.equal("");
    });

    it("are not rented where nobody tells whether there are data", async () => {
        const resources: Surroundings["resources"] = [];
        const answer = () => {
            throw Object.assign(new Error("none"), { details: "401 Unable to authenticate you" });
        };
        const reason: unknown = await rent({}, { answer, resources }).catch((error: unknown) => error);
        expect((reason as Error).message).to.contain("401 Unable to authenticate you");
        expect(resources).to.deep.equal([]);
    });
});
