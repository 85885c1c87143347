import { createHash } from "node:crypto";
import { expect } from "chai";
import { makePublicAuthority } from "../../../../emulator/certificates/public-authority";
import { makeServerCertificate } from "../../../../emulator/certificates/server-certificate";
import { ask } from "../../../../emulator/processes/ask";
import { freePort } from "../../../../emulator/processes/free-port";
import { hubName } from "../../../../emulator/registry/mirror";
import { type Registry, type RegistryOptions, startRegistry } from "../../../../emulator/registry/server";
import { findCommand } from "../../../../toolchain/find-command";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("Registry emulator", function () {
    // The first time, Debian's package is fetched.
    this.timeout(120_000);
    const folder = new TemporaryFolder();
    const running: Registry[] = [];

    before(function () {
        if (findCommand("docker-registry") === undefined && findCommand("apt-get") === undefined) this.skip();
    });
    afterEach(async () => {
        for (const registry of running.splice(0)) await registry.stop();
    });
    after(() => folder.remove());

    async function start(options: Partial<RegistryOptions>): Promise<Registry> {
        const common = { address: "127.0.0.1", port: await freePort(), folder: folder.path, report: () => {} };
        const registry = await startRegistry({ ...common, ...options });
        running.push(registry);
        return registry;
    }

    it("takes an image and gives it again, to whoever asks", async () => {
        const { host } = await start({});
        await push(host, "library/hello", "1");
        expect(await manifestAt(host, "library/hello", "1")).to.deep.equal([200, manifest.config.digest]);
        expect(await manifestAt(host, "library/hello", "2")).to.deep.equal([404, undefined]);
    });

    it("shares images with another one over the same folder, which may speak TLS", async () => {
        const { host } = await start({});
        await push(host, "library/shared", "1");
        const authority = await makePublicAuthority(new Date());
        const certificate = await makeServerCertificate(authority, ["registry-1.docker.io", "127.0.0.1"], new Date());
        const other = await start({ tls: { ...certificate, authority: authority.certificate } });
        const url = `https://${other.host}/v2/library/shared/tags/list`;
        expect((await ask(url, authority.certificate))?.body.trim()).to.equal('{"name":"library/shared","tags":["1"]}');
        expect(await ask(`http://${other.host}/v2/`)).to.deep.include({ status: 400 });
    });

    it("lets in those who know a password, and nobody else", async () => {
        const own = new TemporaryFolder();
        const users = [
            { name: "alice", password: "correct horse" },
            { name: "bob", password: "pässword:with colon" },
        ];
        const { host } = await start({ folder: own.path, users });
        for (const [who, status] of [
            [undefined, 401],
            ["alice:wrong", 401],
            ["carol:correct horse", 401],
            ["alice:correct horse", 200],
            ["bob:pässword:with colon", 200],
        ] as const) {
            const headers = who === undefined ? {} : { authorization: `Basic ${Buffer.from(who).toString("base64")}` };
            const { status: got } = await fetch(`http://${host}/v2/`, { headers });
            expect([who, got]).to.deep.equal([who, status]);
        }
        expect(own.read(`registry-${host.replace(":", "-")}.users`)).to.not.contain("correct horse");
        await running.pop()?.stop();
        own.remove();
    });

    const names: readonly [string, string][] = [
        ["redis:7", "library/redis:7"],
        ["redis", "library/redis:latest"],
        ["docker.io/library/redis:7", "library/redis:7"],
        ["index.docker.io/acme/api:1", "acme/api:1"],
        ["acme/api", "acme/api:latest"],
    ];
    for (const [reference, name] of names) {
        it(`mirrors ${reference} as ${name}`, () => {
            expect(hubName(reference)).to.equal(name);
        });
    }
    for (const reference of [
        "ghcr.io/acme/api:1",
        "localhost/api:1",
        "127.0.0.1:5000/api",
        `redis@sha256:${"0".repeat(64)}`,
    ]) {
        it(`does not mirror ${reference}`, () => {
            expect(() => hubName(reference)).to.throw(`${reference} cannot be mirrored`);
        });
    }
});

const config = "{}";
const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const manifest = {
    schemaVersion: 2,
    mediaType: "application/vnd.docker.distribution.manifest.v2+json",
    config: { mediaType: "application/vnd.docker.container.image.v1+json", size: 2, digest: digestOf(config) },
    layers: [],
};

/** As an engine does: the blobs first, then the manifest. */
async function push(host: string, name: string, tag: string): Promise<void> {
    const begun = await fetch(`http://${host}/v2/${name}/blobs/uploads/`, { method: "POST" });
    const place = new URL(begun.headers.get("location") ?? "", `http://${host}`);
    place.searchParams.set("digest", manifest.config.digest);
    const put = async (url: string | URL, type: string, body: string) =>
        await fetch(url, { method: "PUT", headers: { "content-type": type }, body });
    expect((await put(place, "application/octet-stream", config)).status).to.equal(201);
    const { status } = await put(
        `http://${host}/v2/${name}/manifests/${tag}`,
        manifest.mediaType,
        JSON.stringify(manifest),
    );
    expect(status).to.equal(201);
}

async function manifestAt(host: string, name: string, tag: string): Promise<readonly [number, string | undefined]> {
    const headers = { accept: manifest.mediaType };
    const response = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { headers });
    const body = (await response.json()) as Partial<typeof manifest>;
    return [response.status, body.config?.digest];
}
