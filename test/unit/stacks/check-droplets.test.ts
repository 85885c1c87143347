import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { checkDroplets } from "../../../stacks/check-droplets";
import type { StackConfig } from "../../../stacks/config";
import { makeWithMocks } from "../support/mocks";

const config = {
    servers: { count: 3 },
    origin: { stack: "test", file: "Pulumi.test.yaml", lines: new Map() },
} as unknown as Pick<StackConfig, "servers" | "origin">;

describe("asking DigitalOcean how many servers the account may have", () => {
    /** What comes of it where the stack has some of its three servers, and what was asked. */
    async function check(own: number, answer: (token: string) => Record<string, unknown>) {
        const asked: string[] = [];
        const droplet = { type: "digitalocean:index/droplet:Droplet", outputs: {} };
        const state = Object.fromEntries(Array.from({ length: own }, (_, index) => [`urn:${index}`, droplet]));
        const program = () => checkDroplets(config, state).catch((error: unknown) => error);
        const { result } = await makeWithMocks(program, {
            answer: (token) => {
                asked.push(token);
                return answer(token);
            },
        });
        return { message: pulumi.RunError.isInstance(result) ? result.message : result, asked: asked.sort() };
    }

    const account = (dropletLimit: number, used: number) => (token: string) =>
        token.endsWith(":getAccount") ? { dropletLimit } : { droplets: Array.from({ length: used }, () => ({})) };
    const asked = ["digitalocean:index/getAccount:getAccount", "digitalocean:index/getDroplets:getDroplets"];

    it("lets pass what it may", async () => {
        expect(await check(1, account(10, 8))).to.deep.equal({ message: undefined, asked });
    });

    it("asks nobody where no server is to be made", async () => {
        expect(await check(3, account(0, 9))).to.deep.equal({ message: undefined, asked: [] });
    });

    it("refuses more than it may", async () => {
        const { message } = await check(1, account(10, 9));
        expect(message).to.contain("slipway:servers.count: found 3, expected 2 at the most");
    });

    it("says why it could not be asked", async () => {
        const { message } = await check(0, () => {
            throw Object.assign(new Error("none"), { details: "GET https://x: 403 (request) You are not authorized" });
        });
        expect(message).to.contain("how many droplets the account may have, because digitalocean:token lacks a scope");
    });
});
