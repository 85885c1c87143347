import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { StateResources } from "../../../components/plan/previous-release";
import { findVolume } from "../../../stacks/find-volume";
import { makeWithMocks } from "../support/mocks";

const type = "digitalocean:index/volume:Volume";

describe("finding a data volume", () => {
    /** What comes of it, and what DigitalOcean was asked. */
    async function find(state: StateResources, answer: () => Record<string, unknown>) {
        const asked: unknown[] = [];
        const program = () => findVolume("acme-shop-data", "fra1", state).catch((error: unknown) => error);
        const { result } = await makeWithMocks(program, {
            answer: (token, question) => {
                asked.push([token, question]);
                return answer();
            },
        });
        return { result, asked };
    }

    /** As gRPC has it: Pulumi passes on the details alone. */
    function refuse(details: string): never {
        throw Object.assign(new Error(details), { details });
    }

    const question = ["digitalocean:index/getVolume:getVolume", { name: "acme-shop-data", region: "fra1" }];
    const found = { id: "506f78a4", size: 20 };
    const there = () => found;

    it("gives the one that a stack has left there", async () => {
        expect(await find({}, there)).to.deep.equal({ result: found, asked: [question] });
    });

    it("asks nobody about the stack's own", async () => {
        const own = { "urn:1": { type, outputs: { name: "acme-shop-data" } } };
        expect(await find(own, there)).to.deep.equal({ result: undefined, asked: [] });
    });

    it("takes no other resource for it", async () => {
        const state = {
            "urn:1": { type, outputs: { name: "acme-shop-data-2" } },
            "urn:2": { type: "docker:index/volume:Volume", outputs: { name: "acme-shop-data" } },
        };
        expect(await find(state, there)).to.deep.equal({ result: found, asked: [question] });
    });

    for (const message of [
        "no volumes found with name acme-shop-data",
        "no volume found",
        "volume could not be found",
    ]) {
        it(`finds none: ${message}`, async () => {
            const { result } = await find({}, () =>
                refuse(`invocation of ${String(question[0])} returned an error: ${message}`),
            );
            expect(result).to.equal(undefined);
        });
    }

    for (const message of ["401 Unable to authenticate you", "dial tcp: i/o timeout", "500 server error"]) {
        it(`takes no failure for an answer: ${message}`, async () => {
            const { result } = await find({}, () => refuse(message));
            expect(pulumi.RunError.isInstance(result)).to.equal(true);
            expect((result as Error).message).to.match(
                /^DigitalOcean does not tell whether there is a volume acme-shop-data in fra1[:,] /,
            );
            expect((result as Error).message).to.contain(message);
        });
    }
});
