import { expect } from "chai";
import { CliError } from "../../../cli/cli-error";
import { dockerAt } from "../../../cli/docker";
import { findService } from "../../../cli/find-service";
import type { StackFiles } from "../../../cli/stack-file";
import { load } from "../../compose/support/load";
import { useFakeDocker } from "../support/use-fake-docker";

const files = {
    prefix: "slipway-test",
    config: { origin: { stack: "staging" } },
    compose: load("services:\n  api: { image: api }\n  api-feed: { image: api }\n  web: { image: web }\n"),
} as unknown as StackFiles;

describe("a service on the engine", () => {
    const docker = useFakeDocker();

    beforeEach(() => {
        const names = "api-feed slipway-test_api-feed\napi slipway-test_api-3fa9c1\n slipway-test_slipway-edge\n";
        docker().answer("service ls *", { out: "a1\nb2\nc3\n" }).answer("service inspect a1 b2 c3 *", { out: names });
    });

    const find = (service: string) => findService(dockerAt("unix:///run/engine.sock"), files, service);

    /** What it fails with. */
    async function failure(service: string): Promise<string> {
        const error = await find(service).then(
            () => undefined,
            (reason: unknown) => reason,
        );
        expect(error).to.be.instanceOf(CliError);
        return (error as Error).message;
    }

    it("is found by its plain name, or with the suffix of a generation", async () => {
        expect(await find("api-feed")).to.equal("slipway-test_api-feed");
        expect(await find("api")).to.equal("slipway-test_api-3fa9c1");
        expect(docker().callsOf("service")[0]).to.equal(
            "service ls --quiet --filter label=com.docker.stack.namespace=slipway-test --filter label=slipway.service",
        );
    });

    it("is the generation that gets the requests, when there are several", async () => {
        docker()
            .answer("service inspect a1 b2 c3 *", { out: "api slipway-test_api-3fa9c1\napi slipway-test_api-77d0e4\n" })
            .answer("ps *", { out: "e1\n" })
            .answer("exec e1 cat /routes/traffic.yaml", { out: "# routes 0b77e2\n# serving api-3fa9c1 web-5f1c9a\n" });
        expect(await find("api")).to.equal("slipway-test_api-3fa9c1");
        docker().answer("exec e1 cat /routes/traffic.yaml", { out: "# routes 0b77e2\n# serving api-77d0e4\n" });
        expect(await find("api")).to.equal("slipway-test_api-77d0e4");
    });

    it("is told from one that the file does not have, and one that is not deployed", async () => {
        expect(await failure("slipway-edge")).to.equal(
            "there is no service slipway-edge in compose.yaml; it has api, api-feed, web",
        );
        expect(await failure("toString")).to.contain("there is no service toString");
        expect(await failure("web")).to.equal("service web is not deployed: run ./slipway up staging");
    });

    it("is not looked for in vain where the engine does not answer", async () => {
        docker().answer("service ls *", { err: "Cannot connect to the Docker daemon\n", code: 1 });
        expect(await failure("api")).to.equal("docker service failed: Cannot connect to the Docker daemon");
    });
});
