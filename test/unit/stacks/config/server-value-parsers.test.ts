import { expect } from "chai";
import { isStagingDirectory, parseAcmeDirectory } from "../../../../stacks/config/acme-directory";
import { isEmail } from "../../../../stacks/config/email";
import { ipv4RangesOf, isIpv4Range, isPrivateRange } from "../../../../stacks/config/ipv4-range";
import { isRegistryAddress } from "../../../../stacks/config/registry-address";
import { isWildcard, parseRouteHost } from "../../../../stacks/config/route-host";
import { liesInZone, parseZone } from "../../../../stacks/config/zone";

/** One test for each input, named after it. */
function table<Result>(title: string, judge: (input: string) => Result, cases: readonly [string, Result][]): void {
    describe(title, () => {
        for (const [input, result] of cases) {
            it(`${JSON.stringify(input)} → ${JSON.stringify(result) ?? "refused"}`, () => {
                expect(judge(input)).to.deep.equal(result);
            });
        }
    });
}

table<readonly string[]>("ranges that may be meant", ipv4RangesOf, [
    ["203.0.113.7/32", ["203.0.113.7/32"]],
    ["203.0.113.7", ["203.0.113.7/32"]],
    ["203.0.113.0/24", ["203.0.113.0/24", "203.0.113.0/32"]],
    ["203.0.113.7/24", ["203.0.113.0/24", "203.0.113.7/32"]],
    ["203.0.127.7/20", ["203.0.112.0/20", "203.0.127.7/32"]],
    ["255.255.255.255/1", ["128.0.0.0/1", "255.255.255.255/32"]],
    ["10.1.2.3/0", ["0.0.0.0/0", "10.1.2.3/32"]],
    ["203.0.113.256/32", []],
    ["203.0.113.7/33", []],
    ["203.0.113", []],
    ["203.0.113.07/32", []],
    ["2001:db8::/32", []],
    ["office", []],
    ["", []],
]);

table("ranges by their first address", isIpv4Range, [
    ["0.0.0.0/0", true],
    ["198.51.100.0/24", true],
    ["198.51.100.128/25", true],
    ["203.0.113.7/32", true],
    ["203.0.113.7", false],
    ["203.0.113.7/24", false],
    ["::/0", false],
]);

table("private ranges", isPrivateRange, [
    ["10.0.0.0/8", true],
    ["172.16.0.0/12", true],
    ["172.31.4.0/24", true],
    ["172.32.0.0/16", false],
    ["192.168.1.5/32", true],
    ["127.0.0.1/32", true],
    ["100.10.0.0/16", false],
    ["203.0.113.7/32", false],
    ["0.0.0.0/0", false],
]);

table("zones", parseZone, [
    ["example.com", "example.com"],
    ["Shop.Example.CO.UK", "shop.example.co.uk"],
    ["com", undefined],
    ["203.0.113.7", undefined],
    ["*.example.com", undefined],
    ["example.com.", undefined],
    ["", undefined],
]);

table("hosts in the zone example.com", (host) => liesInZone(host, "example.com"), [
    ["example.com", true],
    ["app.example.com", true],
    ["a.b.example.com", true],
    ["*.example.com", true],
    ["badexample.com", false],
    ["example.com.evil.net", false],
    ["example.org", false],
]);

table("hosts of routes", parseRouteHost, [
    ["App.Example.com", "app.example.com"],
    ["*.Example.com", "*.example.com"],
    ["*", undefined],
    ["*.", undefined],
    ["a.*.example.com", undefined],
    ["*.*.example.com", undefined],
    ["*a.example.com", undefined],
]);

table("hosts that stand for many", isWildcard, [
    ["*.example.com", true],
    ["app.example.com", false],
]);

table("addresses of registries", isRegistryAddress, [
    ["registry.example.com/acme", true],
    ["registry.example.com", true],
    ["10.0.0.5:5000", true],
    ["registry:5000/a/b-c/d__e", true],
    ["docker.io/acme", true],
    ["acme", false],
    ["acme/shop", false],
    ["https://registry.example.com", false],
    ["registry.example.com/", false],
    ["registry.example.com/Acme", false],
    ["registry.example.com/acme:1.0", false],
    ["", false],
]);

table("mail addresses", isEmail, [
    ["ops@example.com", true],
    ["o.p-s+tls@mail.example.co.uk", true],
    ["ops@localhost", false],
    ["ops", false],
    ["@example.com", false],
    ["a b@example.com", false],
    ["mailto:ops@example.com", false],
    ["", false],
]);

table("ACME directories", parseAcmeDirectory, [
    ["production", "https://acme-v02.api.letsencrypt.org/directory"],
    ["staging", "https://acme-staging-v02.api.letsencrypt.org/directory"],
    ["https://127.0.0.1:14000/dir", "https://127.0.0.1:14000/dir"],
    ["http://ca.example.com/dir", undefined],
    ["toString", undefined],
    ["letsencrypt", undefined],
    ["", undefined],
]);

table("directories that no browser trusts", isStagingDirectory, [
    ["https://acme-staging-v02.api.letsencrypt.org/directory", true],
    ["https://acme-v02.api.letsencrypt.org/directory", false],
]);
