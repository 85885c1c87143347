import { expect } from "chai";
import { configProblems, readConfig } from "../../support/read-config";

const servers = "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }";
const registry = (entries: string) => `${servers}\nslipway:registry: { ${entries} }`;
const command = "run pulumi config set --secret --path 'slipway:registry.password' --stack production";

describe("slipway:registry", () => {
    it("is read, with and without who logs in", () => {
        const login = { user: "acme", password: "k3Jq0" };
        const address = "registry.example.com/acme";
        expect(readConfig(registry(`address: ${address}`)).registry).to.deep.equal({ address });
        expect(
            readConfig(registry(`address: ${address}, user: acme, password: { secure: k3Jq0 }`)).registry,
        ).to.deep.equal({ address, ...login });
    });

    const table: readonly (readonly [title: string, yaml: string, problems: readonly string[]])[] = [
        [
            "an address that is a name at Docker Hub, or a URL",
            registry("address: acme"),
            [
                ':4 slipway:registry.address: found "acme", expected a host with a dot or a port in it, without scheme, and a path in lower case; write for example address: registry.example.com/acme',
            ],
        ],
        [
            "no address",
            registry("user: acme, password: { secure: k3Jq0 }"),
            [
                ":4 slipway:registry.address: found nothing, expected a host with a dot or a port in it, without scheme, and a path in lower case; write for example address: registry.example.com/acme",
            ],
        ],
        [
            "a user without a password",
            registry("address: r.example.com, user: acme"),
            [`:4 slipway:registry.password: found nothing, expected the user's password, encrypted; ${command}`],
        ],
        [
            "a password without a user",
            registry("address: r.example.com, password: { secure: k3Jq0 }"),
            [
                ":4 slipway:registry.user: found nothing, expected the user whose password slipway:registry.password is; add user",
            ],
        ],
        [
            "a password in plain text",
            registry("address: r.example.com, user: acme, password: hunter2"),
            [`:4 slipway:registry.password: found a secret in plain text, expected an encrypted value; ${command}`],
        ],
        [
            "a password that is none yet",
            registry("address: r.example.com, user: acme, password: { secure: changeme }"),
            [`:4 slipway:registry.password: found a placeholder, expected the user's real password; ${command}`],
        ],
        [
            "one for this machine's engine",
            "slipway:registry: { address: r.example.com }",
            [
                ":3 slipway:registry: found a registry without slipway:servers, expected a registry for servers, because this machine's engine has what it builds; remove it, or add slipway:servers",
            ],
        ],
    ];
    for (const [title, yaml, problems] of table) {
        it(`refuses ${title}`, () => {
            const found = configProblems(yaml);
            expect(found).to.deep.equal(problems);
            expect(found.join()).not.to.include("hunter2");
        });
    }
});
