import { expect } from "chai";
import { type Deployment, nameOf, type StateResource } from "../../../../cli/recover/deployment";
import {
    dropletsOf,
    goneWith,
    halfReplaced,
    isStranger,
    lostServers,
    serversOf,
    stateWithout,
} from "../../../../cli/recover/lost.plan";
import { toJoinAgain } from "../../../../cli/recover/renew-swarm.plan";
import { command, object, types } from "./state";

const componentOf = (name: string): StateResource => {
    return { urn: `urn:pulumi:local::slipway::slipway:host:Droplet::${name}`, type: "slipway:host:Droplet" };
};

const dropletOf = (index: number): StateResource => {
    const type = "digitalocean:index/droplet:Droplet";
    return { urn: `urn:pulumi:local::slipway::${type}::server-${index}-droplet`, type, custom: true };
};

const beside = (name: string): StateResource => {
    const type = `digitalocean:index/${name}`;
    return { urn: `urn:pulumi:local::slipway::${type}::data`, type, custom: true };
};
const vpc = beside("vpc:Vpc");
const volume = beside("volume:Volume");

const ready = (index: number) => on(index, `server-${index}-ready`);

/** What is made on a server. */
function on(index: number, name: string): StateResource {
    return { ...command(name, {}), parent: componentOf(`server-${index}`).urn };
}

/** With what some of its inputs come from. */
function from(resource: StateResource, ...indexes: readonly number[]): StateResource {
    const urns = indexes.map((index) => ready(index).urn);
    return { ...resource, dependencies: urns, propertyDependencies: { environment: urns, triggers: [] } };
}

const engine: StateResource = from(
    {
        ...{
            urn: "urn:pulumi:local::slipway::pulumi:providers:docker::server-0-docker",
            type: "pulumi:providers:docker",
        },
        custom: true,
    },
    0,
);
const secret = { ...object(types.secret, "slipway-test.api.TOKEN-738d7f9"), provider: `${engine.urn}::3fa9` };
const route = from(command("route-cutover", {}), 0, 1);
const keeper = command("api-generation", {});
const balancer: StateResource = {
    ...{ urn: "urn:pulumi:local::slipway::digitalocean:index/loadBalancer:LoadBalancer::b", type: "b", custom: true },
    dependencies: [dropletOf(0).urn, ready(1).urn],
    propertyDependencies: { dropletIds: [ready(1).urn] },
    deletedWith: ready(1).urn,
};

const deployment: Deployment = {
    resources: [
        ...[componentOf("server-0"), componentOf("server-1"), dropletOf(0), dropletOf(1), ready(0), ready(1)],
        ...[on(0, "server-0-host-key"), on(1, "server-1-host-key"), on(0, "edge-routes"), on(1, "edge-routes-1")],
        ...[from(command("cluster-server-0", {}), 0), from(command("cluster-server-1", {}), 0, 1)],
        ...[engine, secret, from(command("api-release-service", {}), 0), keeper, route, balancer],
    ],
};
const without = (...names: readonly string[]): Deployment => ({
    resources: (deployment.resources ?? []).filter((one) => !names.includes(nameOf(one))),
});
const names = (urns: ReadonlySet<string>) => [...urns].map((urn) => nameOf({ urn })).toSorted();

describe("servers that a state has lost", () => {
    it("are known by what is left of them", () => {
        expect(dropletsOf(deployment)).to.deep.equal([dropletOf(0).urn, dropletOf(1).urn]);
        expect(serversOf(deployment)).to.deep.equal([0, 1]);
        expect(lostServers(deployment)).to.deep.equal([]);
        expect(lostServers(without("server-1-droplet"))).to.deep.equal([1]);
        expect(lostServers(without("server-0-droplet", "server-1-droplet"))).to.deep.equal([0, 1]);
        expect(lostServers(without("server-1-droplet", "server-1-ready"))).to.deep.equal([]);
        const replaced = { ...dropletOf(1), delete: true };
        const rest = without("server-1-droplet").resources ?? [];
        expect(lostServers({ resources: [...rest, replaced] })).to.deep.equal([1]);
        expect([dropletsOf({}), serversOf({ resources: null }), lostServers({})]).to.deep.equal([[], [], []]);
    });

    it("are those, too, that an update has deleted and not made anew", () => {
        const half = { ...dropletOf(1), pendingReplacement: true };
        expect(halfReplaced({ resources: [dropletOf(0), half] })).to.deep.equal([half.urn]);
        expect(halfReplaced(deployment)).to.deep.equal([]);
    });

    for (const [title, absent, isOther] of [
        ["an account that has none of it", [dropletOf(0), vpc, volume], true],
        ["one that has the network", [dropletOf(0), volume], false],
        ["one that has the volume", [dropletOf(0), vpc], false],
        ["one that has the server", [vpc, volume], false],
    ] as const) {
        it(`are ${isOther ? "not gone" : "gone, if at all,"} for ${title}`, () => {
            const resources = [dropletOf(0), vpc, volume];
            expect(isStranger({ resources }, new Set(absent.map(({ urn }) => urn)))).to.equal(isOther);
        });
    }

    it("are gone where nothing beside them could vouch for the account", () => {
        expect(isStranger({ resources: [dropletOf(0)] }, new Set([dropletOf(0).urn]))).to.equal(false);
    });

    it("take along what was placed on them, but not their host key, nor their part in the cluster", () => {
        expect(names(goneWith(deployment, [1]))).to.deep.equal(["edge-routes-1", "server-1-ready"]);
        expect(names(goneWith(deployment, []))).to.deep.equal([]);
    });

    it("take along all that the engine of the first one knew, where it is that one", () => {
        expect(names(goneWith(deployment, [0]))).to.deep.equal([
            ...["api-release-service", "cluster-server-0", "cluster-server-1", "edge-routes", "route-cutover"],
            ...["server-0-docker", "server-0-ready", nameOf(secret)],
        ]);
    });

    it("leave a state in which nothing knows them any more", () => {
        const gone = goneWith(deployment, [1]);
        const left = stateWithout({ version: 3, deployment }, gone);
        expect(left.version).to.equal(3);
        const { resources } = left.deployment;
        const [kept] = (resources ?? []).filter(({ urn }) => urn === balancer.urn);
        const { deletedWith: _, ...rest } = balancer;
        const expected = { ...rest, dependencies: [dropletOf(0).urn], propertyDependencies: { dropletIds: [] } };
        expect(kept).to.deep.equal(expected);
        expect(JSON.stringify(left)).not.to.contain(ready(1).urn);
        expect(resources).to.have.lengthOf((deployment.resources ?? []).length - 2);
    });

    it("leave all else as it is", () => {
        expect(stateWithout({ version: 3, deployment }, new Set(["urn:none"]))).to.deep.equal({
            version: 3,
            deployment,
        });
    });
});

describe("a cluster that was begun anew", () => {
    it("is joined again by every server but the first", () => {
        expect([...toJoinAgain(deployment)]).to.deep.equal([
            [command("cluster-server-1", {}).urn, "the cluster was begun anew"],
        ]);
    });
});
