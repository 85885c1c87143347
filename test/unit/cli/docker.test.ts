import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { dockerAt } from "../../../cli/docker";
import { useFakeDocker } from "../support/use-fake-docker";

describe("what docker says on the command line", () => {
    const docker = useFakeDocker();

    /** What a question fails with, whose answer is this one. */
    async function failure(err: string): Promise<string> {
        docker().answer("service ls *", { err, code: 1 });
        const rows = dockerAt("unix:///run/engine.sock").rows("service", "ls");
        const error: unknown = await rows.catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(CliError);
        return (error as Error).message;
    }

    it("is told as it is when it fails", async () => {
        expect(await failure("Error response from daemon: no\n")).to.equal(
            "docker service failed: Error response from daemon: no",
        );
    });

    it("is told with the way on where the cluster has lost its quorum", async () => {
        const noLeader =
            "Error response from daemon: rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.\n";
        expect(await failure(noLeader)).to.equal(
            "the cluster has lost most of its managers: it does not have a leader, and tells and changes nothing. Start them again, or begin it anew with what the first server knows (./slipway recover STACK), then repeat",
        );
    });
});
