import { expect } from "chai";
import type { StateResources } from "../../../components/plan/previous-release";
import type { StackConfig } from "../../../stacks/config";
import { resizeNotes } from "../../../stacks/resize-notes";

const config = {
    servers: { size: "s-2vcpu-4gb" },
    origin: { stack: "test", file: "Pulumi.test.yaml", lines: new Map([["slipway:servers.size", 4]]) },
} as unknown as Pick<StackConfig, "servers" | "origin">;

const stateOf = (...sizes: readonly string[]): StateResources => {
    const droplets = sizes.map((size, index) => {
        return [`urn:${index}`, { type: "digitalocean:index/droplet:Droplet", outputs: { size } }];
    });
    return { ...Object.fromEntries(droplets), "urn:volume": { type: "v", outputs: { size: 20 } } };
};

describe("what another size of the servers costs", () => {
    it("is nothing where none changes", () => {
        expect(resizeNotes(config, {})).to.deep.equal([]);
        expect(resizeNotes(config, stateOf("s-2vcpu-4gb"))).to.deep.equal([]);
        expect(resizeNotes({ origin: config.origin }, stateOf("s-1vcpu-1gb"))).to.deep.equal([]);
    });

    const away =
        "to become s-2vcpu-4gb, and the app is away until then: count on a minute for each GB on its disk, beside the volume, and on a restart of everything";

    it("is told with the place in the file", () => {
        expect(resizeNotes(config, stateOf("s-1vcpu-1gb"))).to.deep.equal([
            `Pulumi.test.yaml:4 slipway:servers.size: the server is switched off ${away}`,
        ]);
        expect(resizeNotes(config, stateOf("s-1vcpu-1gb", "s-2vcpu-4gb", "s-1vcpu-1gb"))).to.deep.equal([
            `Pulumi.test.yaml:4 slipway:servers.size: the servers are switched off at the same time ${away}`,
        ]);
    });
});
