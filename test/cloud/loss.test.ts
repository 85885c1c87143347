import { expect } from "chai";
import { Names } from "../../emulator/machines/names";
import { docker } from "../e2e/support/engine";
import type { Outcome } from "../e2e/support/project";
import { refused } from "./support/refused";
import { host, Staging, stack } from "./support/staging";
import { takesRoot } from "./support/takes-root";

const url = `https://${host}/`;
const clouds = { name: "slipway-loss-test", network: "198.18.32.0/20", privateNetwork: "10.112.0.0/20" };

/** One story: each part begins with what those before have left. */
describe("a stack that loses servers", function () {
    this.timeout(900_000);
    this.bail(true);
    let staging: Staging;
    let nothing: Readonly<Record<string, readonly string[]>>;
    let kept: string;

    before(async function () {
        takesRoot(this);
        staging = await Staging.start((line) => process.stdout.write(`    ${line}\n`), clouds);
        nothing = staging.everything();
        await staging.upWell();
        kept = await staging.onServer(readFirst());
    });
    after(async () => await staging?.end());

    const readFirst = () => `cat /var/lib/docker/volumes/slipway-${stack}-${staging.project.id}_data/_data/first`;
    const droplets = () => staging.rehearsal.digitalOcean.state().droplets;
    const idOf = (index: number) => droplets().find(({ name }) => name.endsWith(`-${index}`))?.id ?? 0;
    const nodes = async () =>
        (await staging.onServer("docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}}' | sort"))
            .trim()
            .split("\n");
    const slipway = async (...words: readonly string[]) => await staging.project.slipway(...words);

    /** Deletes a server as somebody does in DigitalOcean's control panel. */
    async function deleteByHand(index: number): Promise<void> {
        const { DIGITALOCEAN_API_URL: api, DIGITALOCEAN_TOKEN: token } = staging.rehearsal.environment;
        const headers = { authorization: `Bearer ${token}` };
        const { status } = await fetch(`${api}/v2/droplets/${idOf(index)}`, { method: "DELETE", headers });
        expect(status).to.equal(204);
        await staging.rehearsal.digitalOcean.idle();
    }

    /** A server that stands still, and that the account still has. */
    const kill = async (index: number) => await docker("kill", new Names(clouds.name).droplet(idOf(index)));

    function well({ code, output }: Outcome): string {
        expect(code, output).to.equal(0);
        return output;
    }

    it("changes nothing with a token that is no longer valid", async () => {
        const before = staging.everything();
        staging.configure(["env", "GREETING"], "two");
        const revoked = { DIGITALOCEAN_TOKEN: `dop_v1_${"1".repeat(64)}` };
        refused(await staging.up(revoked), "it refuses digitalocean:token", "pulumi config set --secret");
        refused(await staging.up({ CLOUDFLARE_API_TOKEN: "1".repeat(40) }), "Cloudflare refuses cloudflare:apiToken");
        expect(staging.everything()).to.deep.equal(before);
        expect((await staging.visitor.ask(url)).body).to.equal("one");
    });

    it("is looked at by refresh, which opens the connection that plain Pulumi has not", async () => {
        await staging.disconnect();
        const plain = "pulumi refresh --yes --skip-preview --stack";
        refused(await staging.project.shell(`${plain} ${stack}`), "no connection to the server is open");
        well(await slipway("refresh", stack, "--yes", "--skip-preview"));
        await staging.upWell();
        expect((await staging.visitor.ask(url)).body).to.equal("two");
    });

    it("has its first server made anew with its data, when somebody has deleted it", async () => {
        await deleteByHand(0);
        const before = staging.everything();
        const gone = ["gone from DigitalOcean, and nothing was changed", `./slipway recover ${stack}`];
        refused(await staging.up(), ...gone);
        refused(await staging.project.shell(`pulumi up --yes --skip-preview --stack ${stack}`), ...gone);
        expect(staging.everything()).to.deep.equal(before);

        expect(well(await slipway("recover", stack))).to.contain("server 0 is gone from DigitalOcean");
        await staging.upWell();
        expect(await staging.onServer(readFirst())).to.equal(kept);
        expect((await staging.visitor.ask(url)).body).to.equal("two");
        expect(await nodes()).to.deep.equal(["Ready Active Leader"]);
        await staging.preview("--expect-no-changes");
    });

    it("has another one made anew, and no node of it left in the cluster", async () => {
        staging.configure(["servers", "count"], 3);
        await staging.upWell();
        await deleteByHand(2);
        refused(await staging.up(), "gone from DigitalOcean");
        expect(well(await slipway("recover", stack))).to.contain("server 2 is gone from DigitalOcean");
        await staging.upWell();
        expect(await nodes()).to.deep.equal([
            "Ready Active Leader",
            "Ready Active Reachable",
            "Ready Active Reachable",
        ]);
        await staging.preview("--expect-no-changes");
    });

    it("goes on with one server where the two others are dead, and with them most of the managers", async () => {
        await kill(1);
        await kill(2);
        staging.configure(["servers", "count"], 1);
        refused(await staging.up(), "the cluster has lost most of its managers", "./slipway recover");
        expect(well(await slipway("recover", stack))).to.contain("it is begun anew");
        await staging.upWell();
        expect(droplets().map(({ name }) => name.at(-1))).to.deep.equal(["0"]);
        expect(await nodes()).to.deep.equal(["Ready Active Leader"]);
        expect((await staging.visitor.ask(url)).body).to.equal("two");
        expect(await staging.onServer(readFirst())).to.equal(kept);
    });

    it("goes without a server that cannot be reached, but for its data", async () => {
        await kill(0);
        await staging.disconnect().catch(() => {});
        refused(await slipway("destroy", stack), "cannot be reached by SSH", `./slipway destroy ${stack} --yes`);
        well(await slipway("destroy", stack, "--yes", "--skip-preview"));
        const { volumes = [] } = staging.everything();
        expect(volumes).to.have.lengthOf(1);
        expect(staging.everything()).to.deep.equal({ ...nothing, volumes });
        staging.configure(["servers", "count"], 3);
        await staging.upWell();
        expect(await staging.onServer(readFirst())).to.equal(kept);
    });

    it("has one server where one of three managers is dead", async () => {
        await kill(1);
        while (!(await nodes()).some((line) => line.startsWith("Down ")))
            await new Promise((go) => setTimeout(go, 1000));
        staging.configure(["servers", "count"], 1);
        await staging.upWell();
        expect(droplets().map(({ name }) => name.at(-1))).to.deep.equal(["0"]);
        expect(await nodes()).to.deep.equal(["Ready Active Leader"]);
    });

    it("has the first of three made anew, and the others join the cluster that it makes", async () => {
        staging.configure(["servers", "count"], 3);
        await staging.upWell();
        await deleteByHand(0);
        expect(well(await slipway("recover", stack))).to.contain("server 0 is gone from DigitalOcean");
        await staging.upWell();
        expect(await nodes()).to.deep.equal([
            "Ready Active Leader",
            "Ready Active Reachable",
            "Ready Active Reachable",
        ]);
        expect(await staging.onServer(readFirst())).to.equal(kept);
        expect((await staging.visitor.ask(url)).body).to.equal("two");
        await staging.preview("--expect-no-changes");
    });
});
