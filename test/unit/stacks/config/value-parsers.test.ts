import { expect } from "chai";
import { looksSecret, mustBeSecret } from "../../../../components/names/secret-name";
import { parseDuration } from "../../../../stacks/config/duration";
import { isEngineAddress } from "../../../../stacks/config/engine-address";
import { parseHostname } from "../../../../stacks/config/hostname";
import { parsePercentage } from "../../../../stacks/config/percentage";
import { isPlaceholder } from "../../../../stacks/config/placeholder";
import { isSemVer } from "../../../../stacks/config/semver";
import { parseUrlPath } from "../../../../stacks/config/url-path";

/** One test for each input, named after it. */
function table<Result>(title: string, judge: (input: string) => Result, cases: readonly [string, Result][]): void {
    describe(title, () => {
        for (const [input, result] of cases) {
            it(`${JSON.stringify(input)} → ${JSON.stringify(result) ?? "refused"}`, () => {
                expect(judge(input)).to.equal(result);
            });
        }
    });
}

table("durations in seconds", parseDuration, [
    ["30s", 30],
    ["5m", 300],
    ["1h30m", 5400],
    ["500ms", 0.5],
    ["1.5h", 5400],
    ["2d", 172_800],
    ["0.1s", 0.1],
    ["0s", undefined],
    ["5", undefined],
    ["5 m", undefined],
    ["-5m", undefined],
    ["five minutes", undefined],
    ["", undefined],
    [`${"9".repeat(400)}s`, undefined],
]);

table("percentages as shares", parsePercentage, [
    ["1%", 0.01],
    ["0.7%", 0.007],
    ["99.9 %", 0.999],
    ["0%", undefined],
    ["100%", undefined],
    ["-1%", undefined],
    ["1", undefined],
    ["0.01", undefined],
    ["%", undefined],
    ["", undefined],
]);

table("host names", parseHostname, [
    ["app.example.com", "app.example.com"],
    ["APP.Example.com", "app.example.com"],
    ["localhost", "localhost"],
    ["xn--mgbh0fb.example", "xn--mgbh0fb.example"],
    ["203.0.113.7", "203.0.113.7"],
    ["https://app.example.com", undefined],
    ["app.example.com:8080", undefined],
    ["app.example.com/", undefined],
    ["-app.example.com", undefined],
    ["app..example.com", undefined],
    ["*.example.com", undefined],
    [`${"a".repeat(64)}.com`, undefined],
    [`${"a.".repeat(126)}com`, undefined],
    ["", undefined],
]);

table("paths of URLs", parseUrlPath, [
    ["/", "/"],
    ["/api", "/api"],
    ["/api/", "/api"],
    ["/api/v1/live", "/api/v1/live"],
    ["/a%20b/~c", "/a%20b/~c"],
    ["api", undefined],
    ["//api", undefined],
    ["/a//b", undefined],
    ["/a b", undefined],
    ["/a?b=c", undefined],
    ["/a#b", undefined],
    ["/a/../b", undefined],
    ["/.", undefined],
    ["/`", undefined],
    ["", undefined],
]);

table("addresses of engines", isEngineAddress, [
    ["unix:///var/run/docker.sock", true],
    ["unix://var/run/docker.sock", false],
    ["unix:///", false],
    ["/var/run/docker.sock", false],
    ["tcp://10.0.0.7:2375", false],
    ["ssh://deploy@app.example.com", false],
    ["", false],
]);

table("versions", isSemVer, [
    ["0.0.0", true],
    ["1.4.2", true],
    ["2.0.0-rc.1", true],
    ["2.0.0-0a+build.7", true],
    ["1.4", false],
    ["v1.4.2", false],
    ["01.4.2", false],
    ["1.4.2-01", false],
    ["1.4.2-", false],
    ["latest", false],
]);

table("placeholders", isPlaceholder, [
    ["", true],
    ["   ", true],
    ["changeme", true],
    ["Change-Me", true],
    ["CHANGE_ME_123", true],
    ["xxx", true],
    ["xxxxxxxx", true],
    ["TODO", true],
    ["secret", true],
    ["password", true],
    ["example", true],
    ["<your token>", true],
    ["your-api-key", true],
    ["your_secret", true],
    ["${random}", true],
    ["********", true],
    ["xx", false],
    ["s3cr3t-Xq9", false],
    ["yourself", false],
    ["secretariat-9f2", false],
    ["example-corp-7Hq2", false],
]);

table("names whose value may be secret", looksSecret, [
    ["DB_PASSWORD", true],
    ["PGPASSWORD", true],
    ["AUTH_TOKEN", true],
    ["SENTRY_KEY", true],
    ["APIKEY", true],
    ["db_password", true],
    ["MONKEY", false],
    ["NEXT_PUBLIC_MAP_KEY", false],
    ["VITE_API_KEY", false],
    ["DB_PASSWORD_FILE", false],
    ["LOG_LEVEL", false],
]);

describe("variables that must be secret", () => {
    const cases: readonly [name: string, value: string, secret: boolean][] = [
        ["DB_PASSWORD", "hunter2", true],
        ["PASSWORD", "hunter2", true],
        ["JWT_SECRET_KEY", "abc", true],
        ["CLIENT_SECRET", "abc", true],
        ["AUTH_TOKEN", "12345", true],
        ["DATABASE_URL", "postgresql+asyncpg://leads:hunter2@db/leads", true],
        ["REDIS_URL", "redis://:hunter2@cache:6379/0", true],
        ["SIGNING", "-----BEGIN RSA PRIVATE KEY-----\nMII", true],
        ["REDIS_URL", "redis://cache:6379/0", false],
        ["SENTRY_DSN", "https://abc123@sentry.example.com/4", false],
        ["SITE_URL", "https://app.example.com:8080/@team", false],
        ["DB_PASSWORD_FILE", "/run/secrets/db", false],
        ["ALLOW_EMPTY_PASSWORD", "true", false],
        ["NEXT_PUBLIC_MAP_TOKEN", "pk.abc", false],
        ["STRIPE_PUBLISHABLE_KEY", "pk_live", false],
        ["MAX_TOKENS", "100", false],
    ];
    for (const [name, value, secret] of cases) {
        it(`${name}: ${JSON.stringify(value)} → ${secret}`, () => {
            expect(mustBeSecret(name, value)).to.equal(secret);
        });
    }
});
