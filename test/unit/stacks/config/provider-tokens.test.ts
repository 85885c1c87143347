import { expect } from "chai";
import { configProblems } from "../../support/read-config";

const servers = "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }";
const zone = "slipway:domain: { zone: example.com, routes: [{ host: app.example.com, service: web, port: 1 }] }";
const both = `${servers}\n${zone}`;
const encrypted = "digitalocean:token: { secure: hunter2 }\ncloudflare:apiToken: { secure: hunter2 }";

const digitalocean =
    " digitalocean:token: found nothing, expected a token of DigitalOcean, which makes the servers; run pulumi config set --secret digitalocean:token --stack production, or set DIGITALOCEAN_TOKEN";
const cloudflare =
    " cloudflare:apiToken: found nothing, expected a token of Cloudflare, which has the zone; run pulumi config set --secret cloudflare:apiToken --stack production, or set CLOUDFLARE_API_TOKEN";

type Environment = Readonly<Record<string, string>>;

describe("the clouds' tokens", () => {
    const table: readonly (readonly [
        title: string,
        yaml: string,
        environment: Environment | undefined,
        problems: readonly string[],
    ])[] = [
        ["are not needed without servers", "", {}, []],
        ["are not needed where nothing is deployed", both, undefined, []],
        ["are both missing, with the zone", both, {}, [digitalocean, cloudflare]],
        ["are one of them missing, without a zone", servers, {}, [digitalocean]],
        ["are in the file", `${both}\n${encrypted}`, {}, []],
        ["are in the environment", both, { DIGITALOCEAN_TOKEN: "x", CLOUDFLARE_API_TOKEN: "y" }, []],
        ["are in the environment by the other name", servers, { DIGITALOCEAN_ACCESS_TOKEN: "x" }, []],
        ["are empty in the environment", servers, { DIGITALOCEAN_TOKEN: "" }, [digitalocean]],
        [
            "are in the file in plain text, needed or not",
            "digitalocean:token: hunter2\ncloudflare:apiToken: hunter2",
            undefined,
            ["digitalocean:token", "cloudflare:apiToken"].map(
                (key) =>
                    ` ${key}: found a token in plain text, expected an encrypted value; make a new one, because this one may be known, and run pulumi config set --secret ${key} --stack production`,
            ),
        ],
    ];
    for (const [title, yaml, environment, problems] of table) {
        it(title, () => {
            const found = configProblems(yaml, environment === undefined ? {} : { environment });
            expect(found).to.deep.equal(problems);
            expect(found.join()).not.to.include("hunter2");
        });
    }

    it("are told of together with everything else", () => {
        expect(configProblems(`${servers}\nslipway:engine: nowhere`, { environment: {} })).to.have.length(2);
    });
});
