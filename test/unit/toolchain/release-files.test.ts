import { expect } from "chai";
import { pins, type ToolName } from "../../../toolchain/pins";
import { isVerifiable, releaseOf } from "../../../toolchain/release-files";

const linux = { os: "linux", arch: "x64" };

describe("the files of an official release", () => {
    const names: Record<ToolName, [linux: string, mac: string]> = {
        pulumi: ["pulumi-v3.259.0-linux-x64.tar.gz", "pulumi-v3.259.0-darwin-arm64.tar.gz"],
        docker: ["docker-28.5.2.tgz", "docker-28.5.2.tgz"],
        compose: ["docker-compose-linux-x86_64", "docker-compose-darwin-aarch64"],
        command: [
            "pulumi-resource-command-v1.2.1-linux-amd64.tar.gz",
            "pulumi-resource-command-v1.2.1-darwin-arm64.tar.gz",
        ],
        "docker-plugin": [
            "pulumi-resource-docker-v5.2.0-linux-amd64.tar.gz",
            "pulumi-resource-docker-v5.2.0-darwin-arm64.tar.gz",
        ],
        digitalocean: [
            "pulumi-resource-digitalocean-v4.80.1-linux-amd64.tar.gz",
            "pulumi-resource-digitalocean-v4.80.1-darwin-arm64.tar.gz",
        ],
        cloudflare: [
            "pulumi-resource-cloudflare-v6.22.1-linux-amd64.tar.gz",
            "pulumi-resource-cloudflare-v6.22.1-darwin-arm64.tar.gz",
        ],
    };
    for (const [tool, [onLinux, onMac]] of Object.entries(names) as [ToolName, [string, string]][]) {
        it(`of ${tool} are named as its publisher names them`, () => {
            const nameOn = (os: string, arch: string) =>
                releaseOf(pins[tool], { os, arch }).files.map(({ name }) => name);
            expect(new Set(nameOn("linux", "x64"))).to.deep.equal(new Set([onLinux]));
            expect(new Set(nameOn("darwin", "arm64"))).to.deep.equal(new Set([onMac]));
        });
    }

    it("lie at full addresses, without anything left to fill in", () => {
        for (const pin of Object.values(pins)) {
            const { files, checksums = "https://none" } = releaseOf(pin, linux);
            for (const url of [...files.map((file) => file.url), checksums]) {
                expect(url).to.match(/^https:\/\/[^{}]+$/);
            }
        }
        expect(releaseOf(pins.docker, linux).files[0]?.url).to.equal(
            "https://download.docker.com/linux/static/stable/x86_64/docker-28.5.2.tgz",
        );
    });

    it("do not exist for a platform that the publisher does not serve", () => {
        expect(releaseOf(pins.pulumi, { os: "freebsd", arch: "x64" }).files).to.deep.equal([]);
        expect(releaseOf(pins.pulumi, { os: "linux", arch: "riscv64" }).files).to.deep.equal([]);
    });

    it("can be checked only by a pinned sum or by a list of the publisher's", () => {
        const { checksums, ...unlisted } = pins.pulumi;
        const release = releaseOf(unlisted, linux);
        expect(checksums).to.be.a("string");
        expect(isVerifiable(pins.pulumi, releaseOf(pins.pulumi, linux))).to.equal(true);
        expect(isVerifiable(unlisted, release)).to.equal(false);
        const pinned = { ...unlisted, sha256: { "pulumi-v3.259.0-linux-x64.tar.gz": "00" } };
        expect(isVerifiable(pinned, release)).to.equal(true);
    });
});

describe("the pins", () => {
    it("are exact versions, the same as those of the npm packages", () => {
        const { dependencies } = require("../../../package.json") as { dependencies: Record<string, string> };
        expect(pins.pulumi.version).to.equal(dependencies["@pulumi/pulumi"]);
        expect(pins.command.version).to.equal(dependencies["@pulumi/command"]);
        expect(pins["docker-plugin"].version).to.equal(dependencies["@pulumi/docker"]);
        expect(pins.digitalocean.version).to.equal(dependencies["@pulumi/digitalocean"]);
        expect(pins.cloudflare.version).to.equal(dependencies["@pulumi/cloudflare"]);
        for (const { version } of Object.values(pins)) expect(version).to.match(/^\d+\.\d+\.\d+$/);
    });

    it("hold SHA-256 sums in lower-case hex", () => {
        for (const sum of Object.values(pins).flatMap(({ sha256 }) => Object.values(sha256))) {
            expect(sum).to.match(/^[0-9a-f]{64}$/);
        }
    });
});
