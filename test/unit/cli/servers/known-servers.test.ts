import { expect } from "chai";
import type { Deployment, StateResource } from "../../../../cli/recover/deployment";
import type { StateValue } from "../../../../cli/recover/state-value";
import { knownServers } from "../../../../cli/servers/known-servers";
import { command } from "../recover/state";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (plaintext: string) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext });
const key = "-----BEGIN KEY OF NOBODY-----\nbm90IGEga2V5\n-----END KEY OF NOBODY-----\n";
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";

/** What a state has of a server in its cluster. */
function joined(host: string, changes: Readonly<Record<string, StateValue>> = {}, name = "cluster-server-0") {
    const environment = {
        ...{ SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: secret(JSON.stringify(key)) },
        ...{ SLIPWAY_TITLE: "shop-production-0", SLIPWAY_ROLE: "manager" },
    };
    return command(name, { environment: { ...environment, ...changes } });
}

/** The same of a provider that marks a whole input as secret. */
function whole(host: string) {
    const environment = { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: key };
    const more = { SLIPWAY_TITLE: "shop-production-0", SLIPWAY_ROLE: "manager" };
    return command("cluster-server-0", { environment: secret(JSON.stringify({ ...environment, ...more })) });
}

describe("the servers that a state knows", () => {
    const first = {
        ...{ index: 0, name: "shop-production-0", role: "manager" as const },
        ...{ host: "203.0.113.10", hostKey, privateKey: key },
    };
    const gone: StateResource = { ...joined("203.0.113.9"), delete: true };
    const none: readonly (readonly [string, Deployment])[] = [
        ["nothing is deployed", {}],
        ["there are no resources", { resources: null }],
        ["the stack runs on this machine", { resources: [command("cluster-swarm", { environment: {} })] }],
        ["one is only still to be removed", { resources: [gone] }],
        ["one has no environment", { resources: [command("cluster-server-0", {})] }],
        ["all that one knows is secret", { resources: [command("cluster-server-0", { environment: secret("{}") })] }],
        [
            "its key is encrypted",
            { resources: [joined("203.0.113.10", { SLIPWAY_SSH_KEY: { [signature]: "1b4", ciphertext: "v1:" } })] },
        ],
        ["its key is no text", { resources: [joined("203.0.113.10", { SLIPWAY_SSH_KEY: secret("17") })] }],
        ["its address is not known", { resources: [joined("", { SLIPWAY_HOST: secret('"203.0.113.10"') })] }],
        ["its host key is not known", { resources: [joined("203.0.113.10", { SLIPWAY_HOST_KEY: null })] }],
    ];
    for (const [title, deployment] of none) {
        it(`are none where ${title}`, () => expect(knownServers(deployment)).to.deep.equal([]));
    }

    const one: readonly (readonly [string, Deployment])[] = [
        ["there is one", { resources: [joined("203.0.113.10")] }],
        ["the one before it is still to be removed", { resources: [gone, joined("203.0.113.10")] }],
        ["its provider keeps the whole environment secret", { resources: [whole("203.0.113.10")] }],
        [
            "others have names like its",
            {
                resources: [
                    joined("203.0.113.20", {}, "my-cluster-server-0"),
                    joined("203.0.113.21", {}, "cluster-server-01"),
                    joined("203.0.113.10"),
                ],
            },
        ],
    ];
    for (const [title, deployment] of one) {
        it(`are one where ${title}`, () => expect(knownServers(deployment)).to.deep.equal([first]));
    }

    it("are in the order of their numbers, each with its name and its role", () => {
        const worker = { SLIPWAY_TITLE: "shop-production-10", SLIPWAY_ROLE: "worker" };
        const resources = [
            joined("203.0.113.20", worker, "cluster-server-10"),
            joined("203.0.113.12", { SLIPWAY_TITLE: "shop-production-2" }, "cluster-server-2"),
            joined("203.0.113.10"),
        ];
        expect(knownServers({ resources })).to.deep.equal([
            first,
            { ...first, index: 2, name: "shop-production-2", host: "203.0.113.12" },
            { ...first, index: 10, name: "shop-production-10", role: "worker", host: "203.0.113.20" },
        ]);
    });
});
