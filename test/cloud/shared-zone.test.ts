import { request } from "node:https";
import { expect } from "chai";
import type { Certificate } from "../../emulator/cloudflare/certificates/certificate";
import { allPermissions } from "../../emulator/cloudflare/seed";
import { permit } from "./support/faults";
import { refused } from "./support/refused";
import { host, Staging } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const second = "second";
const secondHost = "second.example.com";

/** One story: each part begins with what those before have left. */
describe("two stacks in a zone", function () {
    this.timeout(600_000);
    this.bail(true);
    let staging: Staging;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), {
            ...{ name: "slipway-zone-test", network: "198.18.16.0/20", privateNetwork: "10.111.0.0/20" },
        });
        await addSecond(staging);
    });
    after(async () => await staging?.end());

    const cloudflare = () => staging.rehearsal.cloudflare.state();
    const upSecond = () => staging.project.slipway("up", second, "--yes", "--skip-preview");
    const answers = async (...hosts: readonly string[]) =>
        await Promise.all(
            hosts.map(async (name) => {
                const { status, body } = await staging.visitor.ask(`https://${name}/`);
                return [name, status, body];
            }),
        );

    for (const [lacked, permission] of [
        ["SSL and Certificates", "SSL and Certificates:Edit"],
        ["DNS", "DNS:Edit"],
    ] as const) {
        it(`say that the token lacks ${permission}`, async () => {
            const may = allPermissions.map((held) => (held === `${lacked} Write` ? (`${lacked} Read` as const) : held));
            await permit(staging.rehearsal.cloudflare, may);
            refused(await upSecond(), `cloudflare:apiToken lacks ${permission}: give it ${permission} for the zone`);
            await permit(staging.rehearsal.cloudflare, allPermissions);
        });
    }

    it("have each their own certificate for Cloudflare to show", async () => {
        await staging.upWell();
        const { code, output } = await upSecond();
        expect(code, output).to.equal(0);
        expect(await answers(host, secondHost)).to.deep.equal([
            [host, 200, "one"],
            [secondHost, 200, "two"],
        ]);
        const { hostnamePulls, hostnameCertificates, pullCertificates } = cloudflare();
        expect(hostnamePulls.map(({ hostname, enabled }) => [hostname, enabled])).to.have.deep.members([
            [host, true],
            [secondHost, true],
        ]);
        expect(new Set(hostnamePulls.map(({ certificateId }) => certificateId)).size).to.equal(2);
        expect([hostnameCertificates.length, pullCertificates.length]).to.deep.equal([2, 0]);
    });

    it("let in their own alone", async () => {
        const [first, other] = [host, secondHost].map(certificateOf);
        const [edge = ""] = staging.rehearsal.addresses.edges;
        const addresses = [addressOf("cloud"), addressOf(second)];
        const outcomes = await Promise.all(
            addresses.map((address, index) =>
                Promise.all(
                    [undefined, first, other].map((shown) =>
                        direct(address, edge, [host, secondHost][index] ?? "", shown),
                    ),
                ),
            ),
        );
        const refusal = /certificate|alert/i;
        for (const [index, [without, withFirst, withOther]] of outcomes.entries()) {
            expect(without).to.match(refusal);
            expect(index === 0 ? withFirst : withOther).to.equal("answered 200");
            expect(index === 0 ? withOther : withFirst).to.match(refusal);
        }
    });

    it("are up already: nothing changes", async () => {
        for (const name of ["cloud", second]) {
            const { code, output } = await staging.project.slipway("preview", name, "--expect-no-changes");
            expect([name, code], output).to.deep.equal([name, 0]);
        }
    });

    it("leave each other as they are when one goes", async () => {
        const { code, output } = await staging.project.slipway("destroy", second, "--yes");
        expect(code, output).to.equal(0);
        expect(await answers(host)).to.deep.equal([[host, 200, "one"]]);
        const { hostnamePulls, hostnameCertificates } = cloudflare();
        expect(hostnamePulls.map(({ hostname }) => hostname)).to.deep.equal([host]);
        expect(hostnameCertificates.map(({ id }) => id)).to.deep.equal(hostnamePulls.map((one) => one.certificateId));
    });

    function certificateOf(name: string): Certificate | undefined {
        const { hostnamePulls, hostnameCertificates } = cloudflare();
        const pulls = hostnamePulls.find(({ hostname }) => hostname === name);
        return hostnameCertificates.find(({ id }) => id === pulls?.certificateId);
    }

    /** Public address of a stack's only server. */
    function addressOf(stack: string): string {
        const { droplets } = staging.rehearsal.digitalOcean.state();
        const found = droplets.find(({ name }) => name.endsWith("-0") && name.includes(`-${stack}-`));
        return found?.publicAddress ?? "";
    }
});

/** A stack beside the first one, of the same app under another name. */
async function addSecond({ project, rehearsal }: Staging): Promise<void> {
    project.configure(
        second,
        `
slipway:compose: ./test/cloud/apps/compose.yaml
slipway:id: ${project.id}
slipway:servers:
  region: fra1
  size: s-1vcpu-2gb
  allowSshFrom: [${rehearsal.addresses.gateway}/32]
  volume: 1
  swap: 0
slipway:release: { version: 1.0.0, timeout: 3m, strategy: blueGreen }
slipway:domain:
  zone: example.com
  dnssec: false
  routes: [{ host: ${secondHost}, service: echo, port: 8000, health: /health }]
slipway:env: { GREETING: two }`,
    );
    await project.must(`pulumi stack init ${second} --no-select`);
    await project.secret(second, "ECHO_TOKEN", "7d20cc51ba");
}

/** What becomes of a request to a server itself from Cloudflare's address, with a certificate or without. */
async function direct(address: string, from: string, name: string, shown?: Certificate): Promise<string> {
    return await new Promise((resolve) => {
        const client = shown === undefined ? {} : { cert: shown.certificate, key: shown.privateKey };
        const options = { host: address, servername: name, localAddress: from, rejectUnauthorized: false, ...client };
        request({ ...options, headers: { host: name }, agent: false }, ({ statusCode }) =>
            resolve(`answered ${statusCode}`),
        )
            .on("error", (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`))
            .end();
    });
}
