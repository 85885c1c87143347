import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { loadStackConfig } from "../../../stacks/stack-config";
import { setEnvironment } from "../support/set-environment";

describe("the configuration inside the program", () => {
    const values = {
        "slipway:compose": "./compose.yaml",
        "slipway:secrets": '{"JWT_SECRET_KEY":"k3Jq0"}',
        "slipway:notify": '{"slack":"https://chat.example/x"}',
    };
    const before = process.env.PULUMI_CONFIG_SECRET_KEYS;

    beforeEach(async () => {
        await pulumi.runtime.setMocks(
            { newResource: ({ inputs, name }) => ({ id: name, state: inputs }), call: ({ inputs }) => inputs },
            "slipway",
            "unit-test",
        );
    });

    afterEach(() => {
        if (before === undefined) delete process.env.PULUMI_CONFIG_SECRET_KEYS;
        else process.env.PULUMI_CONFIG_SECRET_KEYS = before;
        pulumi.runtime.setAllConfig({});
    });

    it("has its secrets marked secret", async () => {
        process.env.PULUMI_CONFIG_SECRET_KEYS = '["slipway:config:secrets","slipway:config:notify"]';
        pulumi.runtime.setAllConfig(values);
        const config = loadStackConfig();
        const secret = config.secrets.JWT_SECRET_KEY;
        expect(config.origin.file).to.equal("Pulumi.unit-test.yaml");
        expect(secret !== undefined && (await pulumi.isSecret(secret))).to.equal(true);
        expect(await new Promise((resolve) => secret?.apply(resolve))).to.equal("k3Jq0");
        const { slack } = config.notify;
        expect(slack !== undefined && (await pulumi.isSecret(slack))).to.equal(true);
    });

    it("has the password of its registry marked secret, and asks for the clouds' tokens", async () => {
        process.env.PULUMI_CONFIG_SECRET_KEYS = '["slipway:config:registry","digitalocean:token"]';
        const servers = '{"region":"fra1","size":"s-2vcpu-4gb","allowSshFrom":["203.0.113.7/32"]}';
        const registry = '{"address":"r.example.com","user":"acme","password":"k3Jq0"}';
        const cloud = { "slipway:compose": "./c.yaml", "slipway:servers": servers, "slipway:registry": registry };
        pulumi.runtime.setAllConfig({ ...cloud, "digitalocean:token": "k3Jq0" });
        const { password, ...login } = loadStackConfig().registry ?? { address: "" };
        expect(login).to.deep.equal({ address: "r.example.com", user: "acme" });
        expect(password !== undefined && (await pulumi.isSecret(password))).to.equal(true);

        const restore = setEnvironment({ DIGITALOCEAN_TOKEN: "", DIGITALOCEAN_ACCESS_TOKEN: "" });
        pulumi.runtime.setAllConfig(cloud);
        try {
            expect(() => loadStackConfig()).to.throw(pulumi.RunError, /digitalocean:token: found nothing/);
        } finally {
            restore();
        }
    });

    it("stops the program without a stack trace", () => {
        delete process.env.PULUMI_CONFIG_SECRET_KEYS;
        pulumi.runtime.setAllConfig(values);
        expect(() => loadStackConfig())
            .to.throw(pulumi.RunError)
            .with.property("message")
            .that.matches(
                /^Pulumi\.unit-test\.yaml is not valid:\n {2}Pulumi\.unit-test\.yaml slipway:secrets\.JWT_SECRET_KEY: found/,
            );
    });
});
