import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { StateResources } from "../../../components/plan/previous-release";
import { checkLost } from "../../../stacks/check-lost";
import { makeWithMocks } from "../support/mocks";

const dropletType = "digitalocean:index/droplet:Droplet";
const urnOf = (type: string, name: string) => `urn:pulumi:test::slipway::${type}::${name}`;

/** A server as a state has it: itself, and what it was set up by. */
function server(index: number): StateResources {
    const outputs = {
        name: `shop-${index}`,
        ipv4Address: `203.0.113.${index}`,
        dropletUrn: `do:droplet:${100 + index}`,
    };
    return {
        [urnOf(dropletType, `server-${index}-droplet`)]: { type: dropletType, outputs },
        ...ready(index),
    };
}

function ready(index: number): StateResources {
    const type = "command:local:Command";
    return { [urnOf(type, `server-${index}-ready`)]: { type, outputs: {} } };
}

describe("looking whether the account still has a stack's servers", () => {
    /** What comes of it, and what was asked. */
    async function check(state: StateResources, answer: () => Record<string, unknown>) {
        const asked: string[] = [];
        const program = () => checkLost(state).catch((error: unknown) => error);
        const { result } = await makeWithMocks(program, {
            stack: "production",
            answer: (token) => {
                asked.push(token);
                return answer();
            },
        });
        return { result, asked };
    }

    const account =
        (...ids: readonly number[]) =>
        () => ({ droplets: ids.map((id) => ({ id, urn: `do:droplet:${id}` })) });
    const asked = ["digitalocean:index/getDroplets:getDroplets"];

    it("asks nobody where there are none yet", async () => {
        expect(await check({}, account())).to.deep.equal({ result: undefined, asked: [] });
    });

    it("lets pass what is there, whatever else is", async () => {
        const state = { ...server(0), ...server(1) };
        expect(await check(state, account(7, 101, 100))).to.deep.equal({ result: undefined, asked });
    });

    const way = [
        "Where nobody has deleted anything, digitalocean:token is of another account: set the right one.",
        "Else run ./slipway recover production, which takes out of the state what went with it, and then ./slipway up production, which makes it anew; the volume with the data is none of it",
    ].join(" ");

    for (const [what, state, ids, words] of [
        ["one is gone", { ...server(0), ...server(1) }, [100], "shop-1 (203.0.113.1) is gone from DigitalOcean"],
        [
            "several are gone",
            { ...server(0), ...server(1), ...server(2) },
            [101],
            "shop-0 (203.0.113.0), shop-2 (203.0.113.2) are gone from DigitalOcean",
        ],
        ["the state has lost one too", { ...server(0), ...ready(1) }, [100], "server-1 is gone from DigitalOcean"],
        ["the state has lost the only one too", ready(0), [], "server-0 is gone from DigitalOcean"],
    ] as const) {
        it(`refuses where ${what}, and tells the way on`, async () => {
            const { result } = await check(state, account(...ids));
            expect(pulumi.RunError.isInstance(result)).to.equal(true);
            expect((result as Error).message).to.equal(`${words}, and nothing was changed. ${way}`);
        });
    }

    it("says why where DigitalOcean does not answer", async () => {
        const { result } = await check(server(0), () => {
            throw Object.assign(new Error("none"), { details: "GET /v2/droplets: 401 Unable to authenticate you" });
        });
        expect(pulumi.RunError.isInstance(result)).to.equal(true);
        expect((result as Error).message).to.match(/which servers it has, because it refuses digitalocean:token/);
    });
});
