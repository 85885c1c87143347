import { expect } from "chai";
import { missingPermission } from "../../../../components/dns/missing-permission.plan";

const zone = `https://api.cloudflare.com/client/v4/zones/${"e".repeat(32)}`;
const said = '{"result":null,"success":false,"errors":[{"code":10000,"message":"Authentication error"}],"messages":[]}';

describe("the permission that a token for Cloudflare lacks", () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
        [`failed to make http request: PATCH "${zone}/settings/ssl": 403 Forbidden ${said}`, "Zone Settings:Edit"],
        [`failed to make http request: POST "${zone}/dns_records": 403 Forbidden ${said}`, "DNS:Edit"],
        [`failed to make http request: PATCH "${zone}/dnssec": 403 Forbidden ${said}`, "DNS:Edit"],
        [
            `failed to make http request: PUT "${zone}/origin_tls_client_auth/settings": 403 Forbidden ${said}`,
            "SSL and Certificates:Edit",
        ],
        [
            `failed to make http request: POST "${zone}/origin_tls_client_auth/hostnames/certificates": 403 Forbidden ${said}`,
            "SSL and Certificates:Edit",
        ],
        [
            `failed to make http request: POST "https://api.cloudflare.com/client/v4/certificates": 403 Forbidden ${said}`,
            "SSL and Certificates:Edit",
        ],
        [
            'GET "https://api.cloudflare.com/client/v4/zones?name=example.com": 403 Forbidden {"errors":[{"code":0,"message":"Actor \'com.cloudflare.api.token.1\' requires permission \'com.cloudflare.api.account.zone.list\' to list zones"}]}',
            "Zone:Read",
        ],
        [
            `POST "${zone}/dns_records": 403 Forbidden {"errors":[{"code":9109,"message":"Invalid access token"}]}`,
            undefined,
        ],
        [`POST "${zone}/dns_records": 400 Bad Request {"errors":[{"code":81058}]}`, undefined],
        ["digitalocean: 403 you are missing a scope", undefined],
    ];
    for (const [reason, permission] of cases) {
        it(`is ${permission ?? "none"} by ${reason.slice(0, 120)}`, () => {
            expect(missingPermission(reason)).to.equal(permission);
        });
    }
});
