import { expect } from "chai";
import { digitalOceanProblem } from "../../../stacks/digitalocean-problem";

const get = "invoking digitalocean:index/getRegions:getRegions: GET https://api.digitalocean.com/v2/regions: ";
const told = "GET https://api.digitalocean.com/v2/regions: ";

describe("why DigitalOcean tells nothing", () => {
    for (const [what, reason, text] of [
        [
            "a wrong token",
            `${get}401 (request "1") Unable to authenticate you`,
            `DigitalOcean does not tell its regions, because it refuses digitalocean:token: make a new one with the scopes that servers need, and set it (pulumi config set --secret digitalocean:token, or DIGITALOCEAN_TOKEN); DigitalOcean said: ${told}401 (request "1") Unable to authenticate you`,
        ],
        [
            "a missing scope",
            `${get}403 (request "1") You are missing the required permission regions:read.`,
            `DigitalOcean does not tell its regions, because digitalocean:token lacks a scope for it: make one that has it, and set it (pulumi config set --secret digitalocean:token, or DIGITALOCEAN_TOKEN); DigitalOcean said: ${told}403 (request "1") You are missing the required permission regions:read.`,
        ],
        [
            "too many requests",
            `${get}429 (request "1") API Rate limit exceeded.`,
            "DigitalOcean does not tell its regions, because it has had too many requests of this account: wait until the hour is over, and repeat",
        ],
        [
            "nobody there",
            `invocation of digitalocean:index/getRegions:getRegions returned an error: ${get}dial tcp: connection refused`,
            `DigitalOcean does not tell its regions: ${told}dial tcp: connection refused; see that api.digitalocean.com can be reached from here and is up (status.digitalocean.com), then repeat`,
        ],
    ] as const) {
        it(`is ${what}`, () => {
            expect(digitalOceanProblem("its regions", reason)).to.equal(text);
        });
    }
});
