import { expect } from "chai";
import { managerOf } from "../../../cli/reach-engine";
import type { Deployment, StateResource } from "../../../cli/recover/deployment";
import type { StateValue } from "../../../cli/recover/state-value";
import { command } from "./recover/state";

const signature = "4dabf18193072939515e22adb298388d";
const secret = (plaintext: string) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext });
const key = "-----BEGIN KEY OF NOBODY-----\nbm90IGEga2V5\n-----END KEY OF NOBODY-----\n";
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";

/** What a state has of a server in its cluster. */
function joined(host: string, changes: Readonly<Record<string, StateValue>> = {}, name = "cluster-server-0") {
    const environment = { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: secret(JSON.stringify(key)) };
    return command(name, { environment: { ...environment, ...changes } });
}

/** The same of a provider that marks a whole input as secret. */
function whole(host: string) {
    const environment = { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: key };
    return command("cluster-server-0", { environment: secret(JSON.stringify(environment)) });
}

describe("the server that speaks for a cluster", () => {
    const found = { host: "203.0.113.10", hostKey, privateKey: key };
    const gone: StateResource = { ...joined("203.0.113.9"), delete: true };
    const cases: readonly (readonly [string, Deployment, typeof found | undefined])[] = [
        ["nothing is deployed", {}, undefined],
        ["there are no resources", { resources: null }, undefined],
        ["the stack runs on this machine", { resources: [command("cluster-swarm", { environment: {} })] }, undefined],
        ["there is one server", { resources: [joined("203.0.113.10")] }, found],
        [
            "there are several",
            { resources: [joined("203.0.113.11", {}, "cluster-server-1"), joined("203.0.113.10")] },
            found,
        ],
        [
            "others have names like its",
            {
                resources: [
                    joined("203.0.113.20", {}, "my-cluster-server-0"),
                    joined("203.0.113.21", {}, "cluster-server-01"),
                    joined("203.0.113.10"),
                ],
            },
            found,
        ],
        ["the one before it is still to be removed", { resources: [gone, joined("203.0.113.10")] }, found],
        ["it is only still to be removed", { resources: [gone] }, undefined],
        ["it has no environment", { resources: [command("cluster-server-0", {})] }, undefined],
        [
            "all that it knows is secret",
            { resources: [command("cluster-server-0", { environment: secret("{}") })] },
            undefined,
        ],
        ["its provider keeps the whole environment secret", { resources: [whole("203.0.113.10")] }, found],
        [
            "its key is encrypted",
            { resources: [joined("203.0.113.10", { SLIPWAY_SSH_KEY: { [signature]: "1b4", ciphertext: "v1:" } })] },
            undefined,
        ],
        ["its key is no text", { resources: [joined("203.0.113.10", { SLIPWAY_SSH_KEY: secret("17") })] }, undefined],
        [
            "its address is not known",
            { resources: [joined("203.0.113.10", { SLIPWAY_HOST: secret('"203.0.113.10"') })] },
            undefined,
        ],
        ["its host key is not known", { resources: [joined("203.0.113.10", { SLIPWAY_HOST_KEY: null })] }, undefined],
    ];
    for (const [title, deployment, expected] of cases) {
        it(`is ${expected === undefined ? "nobody" : "found"} where ${title}`, () => {
            expect(managerOf(deployment)).to.deep.equal(expected);
        });
    }
});
