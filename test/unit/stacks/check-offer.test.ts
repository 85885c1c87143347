import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { StateResources } from "../../../components/plan/previous-release";
import { checkOffer } from "../../../stacks/check-offer";
import type { StackConfig } from "../../../stacks/config";
import { makeWithMocks } from "../support/mocks";

const config = {
    servers: { region: "fra1", size: "s-2vcpu-4gb" },
    origin: { stack: "test", file: "Pulumi.test.yaml", lines: new Map() },
} as unknown as Pick<StackConfig, "servers" | "origin">;

describe("asking DigitalOcean whether it has the servers", () => {
    /** What comes of it, and what was asked. */
    async function check(state: StateResources, answer: () => Record<string, unknown>) {
        const asked: string[] = [];
        const program = () => checkOffer(config, state).catch((error: unknown) => error);
        const { result } = await makeWithMocks(program, {
            answer: (token) => {
                asked.push(token);
                return answer();
            },
        });
        return { result, asked };
    }

    const regions = (sizes: readonly string[]) => () => ({ regions: [{ slug: "fra1", available: true, sizes }] });
    const droplet = (outputs: Record<string, unknown>): StateResources => ({
        "urn:1": { type: "digitalocean:index/droplet:Droplet", outputs },
    });
    const asked = ["digitalocean:index/getRegions:getRegions"];

    it("lets pass what it has", async () => {
        expect(await check({}, regions(["s-2vcpu-4gb"]))).to.deep.equal({ result: undefined, asked });
    });

    it("asks nobody where the stack has such a server", async () => {
        const state = droplet({ region: "fra1", size: "s-2vcpu-4gb" });
        expect(await check(state, regions([]))).to.deep.equal({ result: undefined, asked: [] });
    });

    for (const [what, state] of [
        ["nothing is there yet", {}],
        ["the servers have another size", droplet({ region: "fra1", size: "s-1vcpu-1gb" })],
    ] as const) {
        it(`refuses what it has not, where ${what}`, async () => {
            const { result } = await check(state, regions(["s-1vcpu-1gb"]));
            expect(pulumi.RunError.isInstance(result)).to.equal(true);
            expect((result as Error).message).to.contain("slipway:servers.size: found s-2vcpu-4gb");
        });
    }

    it("says why where it does not answer", async () => {
        const { result } = await check({}, () => {
            throw Object.assign(new Error("none"), { details: "GET /v2/regions: 401 Unable to authenticate you" });
        });
        expect(pulumi.RunError.isInstance(result)).to.equal(true);
        expect((result as Error).message).to.contain("it refuses digitalocean:token");
    });
});
