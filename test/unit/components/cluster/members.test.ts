import { expect } from "chai";
import { Members } from "../../../../components/cluster/members";
import { rolesOf } from "../../../../components/cluster/members.plan";
import { Marked, makeWithMocks } from "../../support/mocks";
import { addressOf, deployKey, hostKey, numberOf, privateAddressOf, rented, testDroplet } from "../host/rented";

describe("the roles of servers", () => {
    const managers = [1, 1, 3, 3, 3, 3, 3, 3, 3, 3];
    for (const [index, expected] of managers.entries()) {
        const count = index + 1;
        it(`have ${expected} of ${count} manage, the first ones`, () => {
            const roles = rolesOf(count);
            expect(roles).to.deep.equal([
                ...Array<string>(expected).fill("manager"),
                ...Array<string>(count - expected).fill("worker"),
            ]);
        });
    }
});

describe("the members of a cluster", () => {
    const make = (count: number) =>
        makeWithMocks(
            () => {
                const servers = Array.from({ length: count }, (_, index) => testDroplet(index));
                return new Members("cluster", { servers });
            },
            { preview: true, ...rented(count) },
        );

    it("each join by way of the first, which makes the cluster and has the data", async () => {
        const made = await make(2);
        const joined = (index: number, role: string, data: string) => ({
            create: "bash components/cluster/join.sh",
            update: "bash components/cluster/join.sh",
            delete: "bash components/cluster/leave-server.sh",
            environment: {
                SLIPWAY_HOST: addressOf(index),
                SLIPWAY_HOST_KEY: hostKey.publicKey,
                SLIPWAY_SSH_KEY: new Marked(deployKey.privateKey),
                SLIPWAY_TITLE: `shop-${index}`,
                SLIPWAY_PRIVATE: privateAddressOf(index),
                SLIPWAY_MANAGER: addressOf(0),
                SLIPWAY_MANAGER_KEY: hostKey.publicKey,
                SLIPWAY_ROLE: role,
                SLIPWAY_DATA: data,
                SLIPWAY_SWARM: `${numberOf(0)}`,
            },
            // A server that stays is no other one because the first is.
            triggers: [`${numberOf(index)}`],
            logging: "stderr",
        });
        expect(made.get("cluster-server-0").inputs).to.deep.equal(joined(0, "manager", "yes"));
        expect(made.get("cluster-server-1").inputs).to.deep.equal(joined(1, "worker", "no"));
    });

    it("join one after another, once they are ready, and leave in the other order", async () => {
        const made = await make(3);
        expect(made.names("Command").filter((name) => name.startsWith("cluster"))).to.deep.equal([
            ...["cluster-server-0", "cluster-server-1", "cluster-server-2"],
        ]);
        const awaited = (index: number) =>
            made.get(`cluster-server-${index}`).dependencies.filter((name) => /^cluster|-ready$/.test(name));
        expect([0, 1, 2].map(awaited)).to.deep.equal([
            ["server-0-ready"],
            ["cluster-server-0", "server-0-ready", "server-1-ready"],
            ["cluster-server-1", "server-0-ready", "server-2-ready"],
        ]);
        expect(made.result.joined).to.have.lengthOf(3);
        expect([0, 1, 2].map((index) => made.get(`cluster-server-${index}`).inputs.environment)).to.satisfy(
            (all: readonly Record<string, string>[]) => all.every(({ SLIPWAY_ROLE }) => SLIPWAY_ROLE === "manager"),
        );
    });
});
