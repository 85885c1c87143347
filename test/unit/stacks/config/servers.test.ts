import { expect } from "chai";
import { publicKeys } from "../../support/public-keys";
import { configProblems, readConfig } from "../../support/read-config";

const servers = (more = "") =>
    `slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32]${more} }`;

describe("slipway:servers", () => {
    it("is absent where everything runs on this machine", () => {
        expect(readConfig("")).not.to.have.any.keys("servers", "registry");
    });

    it("gets its defaults", () => {
        expect(readConfig(servers()).servers).to.deep.equal({
            ...{ region: "fra1", size: "s-2vcpu-4gb", count: 1, image: "ubuntu-24-04-x64" },
            ...{ allowSshFrom: ["203.0.113.7/32"], keys: {}, volume: 20, swap: 2, bootTimeout: 900 },
        });
    });

    it("is read whole, its keys with single spaces", () => {
        const keys = `{ alice: "${publicKeys.ed25519}  alice@laptop ", ci.runner-2: "${publicKeys.rsa2048}" }`;
        const more = `, count: 3, image: debian-12-x64, keys: ${keys}, volume: 16384, swap: 0, bootTimeout: 1h30m`;
        const text = servers(more).replace("[203.0.113.7/32]", "[0.0.0.0/0, 198.51.100.0/24]");
        expect(readConfig(text).servers).to.deep.equal({
            ...{ region: "fra1", size: "s-2vcpu-4gb", count: 3, image: "debian-12-x64" },
            allowSshFrom: ["0.0.0.0/0", "198.51.100.0/24"],
            keys: { alice: `${publicKeys.ed25519} alice@laptop`, "ci.runner-2": publicKeys.rsa2048 },
            ...{ volume: 16_384, swap: 0, bootTimeout: 5400 },
        });
    });

    for (const size of [
        "s-1vcpu-512mb-10gb",
        "s-2vcpu-4gb-amd",
        "c2-2vcpu-4gb",
        "so1_5-2vcpu-16gb",
        "gpu-h100x1-80gb",
    ]) {
        it(`takes the size ${size}`, () => {
            expect(readConfig(servers().replace("s-2vcpu-4gb", size)).servers?.size).to.equal(size);
        });
    }

    const key = "a public SSH key: ssh-ed25519, ecdsa-sha2-…, sk-… or ssh-rsa of 2048 bits";
    const copy = "copy the whole line of the file that ends in .pub, for example ~/.ssh/id_ed25519.pub";
    const badName =
        "expected at most 32 letters, digits, dots, dashes and underscores, with a letter or digit first; give it the name of the person, for example alice";
    const table: readonly (readonly [title: string, yaml: string, problems: readonly string[]])[] = [
        [
            "an empty map",
            "slipway:servers: {}",
            [
                ":3 slipway:servers.region: found nothing, expected a region of DigitalOcean such as fra1 or nyc3; write for example region: fra1",
                ":3 slipway:servers.size: found nothing, expected a size of DigitalOcean such as s-2vcpu-4gb; write for example size: s-2vcpu-4gb",
                ":3 slipway:servers.allowSshFrom: found nothing, expected a list of at least one range of IPv4 addresses; write for example allowSshFrom: [203.0.113.7/32]",
            ],
        ],
        [
            "a number of servers",
            "slipway:servers: 3",
            [
                ':3 slipway:servers: found "3", expected a map with region, size, count, image, allowSshFrom, keys, volume, swap and bootTimeout; write for example slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7/32] }',
            ],
        ],
        [
            "a region and a size of another cloud",
            "slipway:servers: { region: eu-central-1, size: t3.medium, allowSshFrom: [203.0.113.7/32] }",
            [
                ':3 slipway:servers.region: found "eu-central-1", expected a region of DigitalOcean such as fra1 or nyc3; write for example region: fra1',
                ':3 slipway:servers.size: found "t3.medium", expected a size of DigitalOcean such as s-2vcpu-4gb; write for example size: s-2vcpu-4gb',
            ],
        ],
        ...[0, 11, 1.5, '"3"'].map(
            (count) =>
                [
                    `count ${count}`,
                    servers(`, count: ${count}`),
                    [
                        `:3 slipway:servers.count: found ${count}, expected a whole number from 1 to 10; write for example count: 3`,
                    ],
                ] as const,
        ),
        [
            "an unknown image",
            servers(", image: ubuntu-22-04-x64"),
            [
                ':3 slipway:servers.image: found "ubuntu-22-04-x64", expected ubuntu-24-04-x64 or debian-12-x64; write for example image: debian-12-x64',
            ],
        ],
        ...[0, 16_385, 2.5].map(
            (volume) =>
                [
                    `a volume of ${volume} GiB`,
                    servers(`, volume: ${volume}`),
                    [
                        `:3 slipway:servers.volume: found ${volume}, expected a whole number from 1 to 16384; write for example volume: 100`,
                    ],
                ] as const,
        ),
        ...[-1, 65].map(
            (swap) =>
                [
                    `swap of ${swap} GiB`,
                    servers(`, swap: ${swap}`),
                    [
                        `:3 slipway:servers.swap: found ${swap}, expected a whole number from 0 to 64; write for example swap: 4`,
                    ],
                ] as const,
        ),
        [
            "a time without a unit",
            servers(", bootTimeout: 15"),
            [
                ":3 slipway:servers.bootTimeout: found 15, expected a duration such as 15m or 1h; write for example bootTimeout: 15m",
            ],
        ],
        [
            "a misspelt key",
            servers(", sie: x"),
            [
                ":3 slipway:servers.sie: found a key that Slipway does not know, expected one of region, size, count, image, allowSshFrom, keys, volume, swap, bootTimeout; did you mean slipway:servers.size?",
            ],
        ],
        [
            "nobody who may connect",
            "slipway:servers: { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [] }",
            [
                ":3 slipway:servers.allowSshFrom: found an empty list, expected a list of at least one range of IPv4 addresses; write for example allowSshFrom: [203.0.113.7/32]",
            ],
        ],
        [
            "ranges that are none",
            'slipway:servers:\n  { region: fra1, size: s-2vcpu-4gb, allowSshFrom: [203.0.113.7, 198.51.100.7/24, "2001:db8::/32", office, 7] }',
            [
                ':4 slipway:servers.allowSshFrom[0]: found "203.0.113.7", expected a range of IPv4 addresses by its first one; write 203.0.113.7/32',
                ':4 slipway:servers.allowSshFrom[1]: found "198.51.100.7/24", expected a range of IPv4 addresses by its first one; write 198.51.100.0/24, or 198.51.100.7/32 for the one address',
                ':4 slipway:servers.allowSshFrom[2]: found "2001:db8::/32", expected a range of IPv4 addresses such as 203.0.113.7/32 or 198.51.100.0/24; write for example 203.0.113.7/32',
                ':4 slipway:servers.allowSshFrom[3]: found "office", expected a range of IPv4 addresses such as 203.0.113.7/32 or 198.51.100.0/24; write for example 203.0.113.7/32',
                ":4 slipway:servers.allowSshFrom[4]: found 7, expected a range of IPv4 addresses such as 203.0.113.7/32 or 198.51.100.0/24; write for example 203.0.113.7/32",
            ],
        ],
        [
            "keys that are none, and one twice",
            [
                "slipway:servers:",
                "  region: fra1",
                "  size: s-2vcpu-4gb",
                "  allowSshFrom: [203.0.113.7/32]",
                "  keys:",
                `    alice: ${publicKeys.ed25519} alice@laptop`,
                `    bob: ${publicKeys.ed25519} bob@desk`,
                `    carol: ${publicKeys.rsa1024}`,
                '    dave: "-----BEGIN OPENSSH PRIVATE KEY----- hunter2"',
                "    erin: ~/.ssh/id_ed25519.pub",
                `    "frank smith": ${publicKeys.ecdsa256}`,
                `    slipway: ${publicKeys.ecdsa384}`,
                "    grace: [x]",
            ].join("\n"),
            [
                ":9 slipway:servers.keys.bob: found the same key as slipway:servers.keys.alice, expected each key once, so that taking it away takes it away; remove one of the two",
                `:10 slipway:servers.keys.carol: found an RSA key of 1024 bits, fewer than 2048, expected ${key}; ${copy}`,
                `:11 slipway:servers.keys.dave: found a private key, expected ${key}; take it out of the file, don't use it any more, and write the line of a new .pub file`,
                `:12 slipway:servers.keys.erin: found no type of key that can be used here at its start, expected ${key}; ${copy}`,
                `:13 slipway:servers.keys["frank smith"]: found a name that no key can have, ${badName}`,
                `:14 slipway:servers.keys.slipway: found the name of Slipway's own key, ${badName}`,
                `:15 slipway:servers.keys.grace: found a list, expected ${key}; write for example alice: "ssh-ed25519 AAAA… alice@laptop"`,
            ],
        ],
        [
            "an engine beside them",
            `${servers()}\nslipway:engine: unix:///var/run/docker.sock`,
            [
                ':4 slipway:engine: found "unix:///var/run/docker.sock" beside slipway:servers, expected one place to deploy to: this machine\'s engine, or servers; remove one of the two',
            ],
        ],
        [
            "an encrypted region",
            servers().replace("fra1", "{ secure: fra1 }"),
            [
                ":3 slipway:servers: found an encrypted value at slipway:servers.region, expected plain values, because previews show them; move a secret to slipway:secrets, and set anything else without --secret",
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
