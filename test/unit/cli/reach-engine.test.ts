import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { reachCluster, reachServers } from "../../../cli/reach-engine";
import type { StackConfig } from "../../../stacks/config";
import { FakeSsh } from "../support/fake-ssh";
import { setEnvironment } from "../support/set-environment";
import { command } from "./recover/state";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";
const closed = (host: string) => `ssh: connect to host ${host} port 22: Connection refused`;

/** What a state has of a server in its cluster. */
function joined(index: number, role: string) {
    return command(`cluster-server-${index}`, {
        environment: {
            ...{ SLIPWAY_HOST: `203.0.113.1${index}`, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_TITLE: `shop-${index}` },
            ...{ SLIPWAY_SSH_KEY: { "4dabf18193072939515e22adb298388d": "1b47", plaintext: '"KEY"' } },
            SLIPWAY_ROLE: role,
        },
    });
}

describe("the engines of a stack", () => {
    let ssh: FakeSsh;
    let restore = () => {};

    beforeEach(() => {
        ssh = new FakeSsh();
        restore = setEnvironment({
            ...ssh.environment,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
        });
    });
    afterEach(() => {
        restore();
        ssh.remove();
    });

    /** Pulumi has these resources of the stack. */
    function deploy(...resources: readonly object[]): void {
        ssh.folder.write("answer", JSON.stringify({ version: 3, deployment: { resources } }));
        ssh.folder.write("bin/pulumi", `#!/bin/sh\ncat "${ssh.folder.path}/answer"\n`, 0o755);
    }

    async function refusal(): Promise<string> {
        const error = await reachServers("production").then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(CliError);
        return (error as Error).message;
    }

    it("are this machine's one where the stack has no servers, and Pulumi is not asked", async () => {
        const config = { engine: "unix:///run/engine.sock", origin: { stack: "local" } } as unknown as StackConfig;
        expect(await reachCluster(config)).to.deep.equal({
            ...{ engine: "unix:///run/engine.sock", servers: [], deployment: {} },
        });
    });

    it("are spoken for by the first server, over a connection that is opened", async () => {
        deploy(joined(1, "manager"), joined(0, "manager"), joined(2, "manager"));
        const { engine, manager, servers } = await reachServers("production");
        expect(engine).to.equal(`unix://${ssh.connection("203.0.113.10", hostKey)}.docker`);
        expect([manager?.name, servers.map(({ name }) => name)]).to.deep.equal([
            "shop-0",
            ["shop-0", "shop-1", "shop-2"],
        ]);
        expect(ssh.connections).to.have.lengthOf(1);
    });

    it("are spoken for by another manager where the first one is gone, and by no worker", async () => {
        deploy(joined(0, "manager"), joined(1, "worker"), joined(2, "manager"));
        ssh.refuse("203.0.113.10", closed("203.0.113.10"));
        expect((await reachServers("production")).manager?.name).to.equal("shop-2");
        ssh.refuse("203.0.113.12", closed("203.0.113.12"));
        ssh.kill(ssh.connection("203.0.113.12", hostKey));
        expect(await refusal()).to.equal(`server 203.0.113.10 cannot be reached by SSH: ${closed("203.0.113.10")}`);
    });

    const none = "stack production has no servers yet: ./slipway up production makes them";

    it("are told to be none where nothing is deployed", async () => {
        deploy();
        expect(await refusal()).to.equal(none);
    });

    it("are told to be none where Pulumi does not know the stack", async () => {
        const said = "error: no stack named 'production' found";
        ssh.folder.write("bin/pulumi", `#!/bin/sh\necho "${said}" >&2\nexit 1\n`, 0o755);
        expect(await refusal()).to.equal(none);
    });

    it("are not said to be none where Pulumi cannot tell", async () => {
        ssh.folder.write("bin/pulumi", "#!/bin/sh\necho 'error: incorrect passphrase' >&2\nexit 1\n", 0o755);
        expect(await refusal()).to.contain("incorrect passphrase");
    });
});
