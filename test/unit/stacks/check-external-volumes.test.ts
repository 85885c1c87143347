import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { ComposeModel } from "../../../components/compose/model";
import type { StateResources } from "../../../components/plan/previous-release";
import { checkExternalVolumes } from "../../../stacks/check-external-volumes";
import { FakeDocker } from "../support/fake-docker";
import { FakeSsh } from "../support/fake-ssh";
import { makeWithMocks } from "../support/mocks";
import { setEnvironment } from "../support/set-environment";

const host = "203.0.113.5";
const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHost";

describe("external volumes on servers", () => {
    let ssh: FakeSsh;
    let docker: FakeDocker;
    let restore: () => void;

    beforeEach(() => {
        ssh = new FakeSsh();
        docker = new FakeDocker();
        restore = setEnvironment({
            ...ssh.environment,
            SLIPWAY_CACHE: docker.cache,
            PULUMI_BACKEND_URL: "file:///nowhere",
            PULUMI_CONFIG_PASSPHRASE: "",
        });
    });
    afterEach(() => {
        restore();
        ssh.remove();
        docker.remove();
    });

    const compose = {
        volumes: { uploads: { name: "acme_uploads", external: true }, old: { external: true }, own: { name: "own" } },
    } as unknown as ComposeModel;
    const joined: StateResources = {
        "urn:pulumi:test::slipway::slipway:cluster:Members$command:local:Command::cluster-server-0": {
            type: "command:local:Command",
            outputs: {
                environment: { SLIPWAY_HOST: host, SLIPWAY_HOST_KEY: hostKey, SLIPWAY_SSH_KEY: "-----KEY-----" },
            },
        },
    };

    /** Why they are refused, and the warnings. */
    async function check(model: ComposeModel, state: StateResources) {
        const warnings: string[] = [];
        const { warn } = pulumi.log;
        const log = pulumi.log as { warn: typeof warn };
        log.warn = async (line) => void warnings.push(line);
        try {
            const program = () => checkExternalVolumes(model, state).catch((error: unknown) => error);
            const { result } = await makeWithMocks(program, { stack: "production" });
            return { refused: pulumi.RunError.isInstance(result) ? result.message.split("\n") : result, warnings };
        } finally {
            log.warn = warn;
        }
    }

    it("are asked for on the first server, through the connection that all share", async () => {
        docker.answer("volume inspect acme_uploads *", { out: "acme_uploads\n" });
        docker.answer("volume inspect old *", { err: "Error: no such volume: old", code: 1 });
        expect(await check(compose, joined)).to.deep.equal({
            refused: [
                "there is no volume old on the first server, which the compose file calls external: make it (./slipway ssh production -- docker volume create old), correct its name, or delete external: true",
            ],
            warnings: [],
        });
        expect(ssh.connections).to.have.length(1);
    });

    it("pass where they are there", async () => {
        docker.answer("volume inspect *", { out: "it\n" });
        expect(await check(compose, joined)).to.deep.equal({ refused: undefined, warnings: [] });
    });

    it("are said to begin empty where there is no server yet", async () => {
        const { refused, warnings } = await check(compose, {});
        expect(refused).to.equal(undefined);
        expect(warnings).to.deep.equal([
            "acme_uploads, old: external volumes begin empty on servers that are not there yet; what has its data elsewhere is to be brought to the first server once that is there",
        ]);
        expect(docker.calls).to.deep.equal([]);
    });

    it("are unknown where the server cannot be reached", async () => {
        ssh.refuse(host, "ssh: connect to host 203.0.113.5 port 22: Connection refused");
        const { refused, warnings } = await check(compose, joined);
        expect(refused).to.equal(undefined);
        expect(warnings.join("\n")).to.match(
            /^acme_uploads, old: whether these external volumes are there is unknown: server 203\.0\.113\.5 cannot be reached by SSH: .*Connection refused$/,
        );
    });

    it("are unknown where the engine does not tell, and missing where it tells so", async () => {
        docker.answer("volume inspect old *", { out: "old\n" });
        docker.answer("volume inspect acme_uploads *", {
            err: "Cannot connect to the Docker daemon at unix:///engine. Is the docker daemon running?\n",
            code: 1,
        });
        expect(await check(compose, joined)).to.deep.equal({
            ...{ refused: undefined },
            warnings: [
                "acme_uploads: whether these external volumes are there is unknown: Cannot connect to the Docker daemon at unix:///engine. Is the docker daemon running?",
            ],
        });
        docker.answer("volume inspect old *", {
            err: "Error response from daemon: get old: no such volume\n",
            code: 1,
        });
        const { refused, warnings } = await check(compose, joined);
        expect(refused).to.have.lengthOf(1);
        expect(warnings).to.have.lengthOf(1);
    });

    it("connect nobody where there are none", async () => {
        expect(await check({ volumes: { own: {} } } as unknown as ComposeModel, joined)).to.deep.equal({
            ...{ refused: undefined, warnings: [] },
        });
        expect(ssh.connections).to.deep.equal([]);
    });
});
