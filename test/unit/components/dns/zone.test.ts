import { expect } from "chai";
import { lookUpProblem, type ZoneAnswer, zoneProblems } from "../../../../components/dns/zone.plan";

const zone: ZoneAnswer = {
    name: "example.com",
    status: "active",
    type: "full",
    paused: false,
    nameServers: ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"],
};

describe("a zone", () => {
    const cases: readonly (readonly [string, Partial<ZoneAnswer>, boolean, RegExp | undefined])[] = [
        ["is used when Cloudflare answers for it", {}, true, undefined],
        ["is used without the proxy while it is paused", { paused: true }, false, undefined],
        ["is refused behind the proxy while it is paused", { paused: true }, true, / is paused, .*proxied: false$/],
        [
            "is refused before it is delegated",
            { status: "pending" },
            true,
            /^slipway:domain\.zone: example\.com is not delegated to Cloudflare yet \(.*pending\): .*by ada\.ns\.cloudflare\.com and bob\.ns\.cloudflare\.com and turn DNSSEC off/,
        ],
        ["is refused while Cloudflare sets it up", { status: "initializing" }, false, /not delegated .* yet/],
        [
            "is refused once its name servers are others",
            { status: "moved" },
            true,
            /not delegated to Cloudflare any more \(its status is moved\): set its name servers to ada\./,
        ],
        ["is refused when others answer for it", { type: "partial" }, true, /is a partial zone, .* full zone/],
    ];
    for (const [what, change, proxied, problem] of cases) {
        it(what, () => {
            const problems = zoneProblems({ ...zone, ...change }, proxied);
            expect(problems).to.have.length(problem === undefined ? 0 : 1);
            if (problem !== undefined) expect(problems[0]).to.match(problem);
        });
    }
});

describe("a zone that cannot be looked up", () => {
    const cases: readonly (readonly [string, string, RegExp])[] = [
        ["is not there", "failed to find exactly one result: 0 found", /not among the zones .* Zone:Read for it$/],
        [
            "is none of the token's, which is wrong",
            'invocation of cloudflare:index/getZone:getZone returned an error: GET "https://api.cloudflare.com/client/v4/zones": 403 Forbidden {"errors":[{"code":9109,"message":"Invalid access token"}]}',
            /refuses cloudflare:apiToken: .*SSL and Certificates:Edit .*Cloudflare said: GET .*9109/,
        ],
        [
            "is none that the token may read",
            'GET "https://api.cloudflare.com/client/v4/zones?name=example.com": 403 Forbidden {"errors":[{"code":0,"message":"Actor \'com.cloudflare.api.token.1\' requires permission \'com.cloudflare.api.account.zone.list\' to list zones"}]}',
            /, because cloudflare:apiToken lacks Zone:Read: give it Zone:Read for the zone .*; Cloudflare said: GET /,
        ],
        ["is none of a token that has ended", "Authentication error", /refuses cloudflare:apiToken/],
        ["is asked for too often", "429 Too Many Requests", /too many requests .* wait five minutes/],
        [
            "does not answer in time",
            "no answer within 20 seconds",
            /^slipway:domain\.zone: example\.com could not be looked up: no answer within 20 seconds; see that api\.cloudflare\.com can be reached/,
        ],
    ];
    for (const [what, reason, problem] of cases) {
        it(what, () => {
            expect(lookUpProblem("example.com", reason)).to.match(problem);
        });
    }
});
