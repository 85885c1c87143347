import { expect } from "chai";
import { type RehearsalConfig, rehearsalConfig } from "../../../../cli/rehearse/rehearsal-config";

type Config = Readonly<Record<string, unknown>>;

describe("the configuration of a rehearsal", () => {
    const registry = { address: "registry.test/rehearsal", user: "rehearsal", password: "known" };
    const around = {
        sshFrom: "198.18.0.1/32",
        acmeDirectory: "https://acme.test/dir",
        registry,
        dnsToken: "0123",
        missing: [],
    };
    const secure = { secure: "v1:nobody:reads" };

    function becomes(what: string, before: Config, after: Config, secrets: RehearsalConfig["secrets"] = {}): void {
        it(what, () => {
            expect(rehearsalConfig(before, around)).to.deep.equal({ config: after, secrets } satisfies RehearsalConfig);
        });
    }

    becomes("is empty where the stack's is", {}, {});

    becomes(
        "is that of the stack, where nothing in it leads out",
        {
            "slipway:compose": "./compose.yaml",
            "slipway:env": { TAG: 2, DARK: true, NONE: null },
            "slipway:services": { web: { replicas: 2 } },
            "other:key": { inner: [1, { two: 3 }] },
        },
        {
            "slipway:compose": "./compose.yaml",
            "slipway:env": { TAG: 2, DARK: true, NONE: null },
            "slipway:services": { web: { replicas: 2 } },
            "other:key": { inner: [1, { two: 3 }] },
        },
    );

    becomes(
        "has no account, and tells nobody",
        {
            "digitalocean:token": secure,
            "cloudflare:apiToken": secure,
            "slipway:notify": [{ slack: secure }],
            "digitalocean:spacesRegion": "fra1",
        },
        { "digitalocean:spacesRegion": "fra1" },
    );

    becomes(
        "lets this machine in to the servers, and nobody else",
        { "slipway:servers": { region: "fra1", count: 3, allowSshFrom: ["203.0.113.7/32", "203.0.113.8/32"] } },
        { "slipway:servers": { region: "fra1", count: 3, allowSshFrom: ["198.18.0.1/32"] } },
    );

    becomes(
        "has certificates from the emulated authority, where it has any from an authority",
        {
            "slipway:domain": {
                zone: "example.com",
                proxied: false,
                acme: { email: "a@b.c", directory: "production" },
            },
        },
        {
            "slipway:domain": {
                ...{ zone: "example.com", proxied: false },
                acme: { email: "a@b.c", directory: "https://acme.test/dir" },
            },
        },
    );

    becomes(
        "asks no authority where the stack asks none",
        { "slipway:domain": { zone: "example.com", routes: [{ host: "app.example.com", service: "web", port: 80 }] } },
        { "slipway:domain": { zone: "example.com", routes: [{ host: "app.example.com", service: "web", port: 80 }] } },
    );

    becomes(
        "has secrets of its own at any depth, and no ciphertext",
        {
            "slipway:secrets": { KEY: secure, OTHER: { secure: "v1:x" } },
            "slipway:smtp": { login: { password: secure } },
        },
        { "slipway:secrets": {}, "slipway:smtp": { login: {} } },
        {
            ...{ "slipway:secrets.KEY": undefined, "slipway:secrets.OTHER": undefined },
            "slipway:smtp.login.password": undefined,
        },
    );

    becomes(
        "has the emulated registry where the stack has one, with a password that it takes",
        { "slipway:registry": { address: "registry.example.com/acme", user: "ci", password: secure } },
        { "slipway:registry": { address: "registry.test/rehearsal", user: "rehearsal" } },
        { "slipway:registry.password": "known" },
    );

    becomes(
        "has a token that the emulated Cloudflare takes, where the stack's servers have one",
        { "slipway:domain": { acme: { email: "a@b.c", dnsToken: secure } } },
        { "slipway:domain": { acme: { email: "a@b.c", directory: "https://acme.test/dir" } } },
        { "slipway:domain.acme.dnsToken": "0123" },
    );

    it("has a secret for each variable that nobody has set, and each once", () => {
        const missing = ["KEY", "TOKEN"];
        expect(rehearsalConfig({ "slipway:secrets": { KEY: secure } }, { ...around, missing })).to.deep.equal({
            config: { "slipway:secrets": {} },
            secrets: { "slipway:secrets.KEY": undefined, "slipway:secrets.TOKEN": undefined },
        });
    });
});
