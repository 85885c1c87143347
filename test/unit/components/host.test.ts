import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Cluster } from "../../../components/cluster/cluster";
import { testHost } from "../support/host";
import { makeWithMocks } from "../support/mocks";

describe("the host that is this machine", () => {
    it("has a provider for its engine, which is not asked until there is work", async () => {
        const made = await makeWithMocks(testHost);
        expect(made.get("host").type).to.equal("slipway:host:LocalHost");
        expect(made.get("host-docker")).to.deep.include({ type: "pulumi:providers:docker", parent: "host" });
        expect(made.get("host-docker").inputs).to.deep.include({
            host: "unix:///run/engine.sock",
            disableDockerDaemonCheck: "true",
        });
        expect(made.result.address).to.equal("localhost");
        expect(made.result.shell).to.deep.equal(["bash", "-c"]);
        expect(made.result.environment).to.deep.equal({ DOCKER_HOST: "unix:///run/engine.sock" });
    });

    it("places files below its folder, for the owner alone unless told", async () => {
        const made = await makeWithMocks(() => {
            const host = testHost();
            host.placeFile("key", { path: "a/key", content: pulumi.output("one") });
            host.placeFile("routes", { path: "a/routes", content: "two", mode: "644" }, { ignoreChanges: ["stdin"] });
        });
        const key = made.get("key");
        expect(key).to.deep.include({ type: "command:local:Command", parent: "host", ignoreChanges: [] });
        expect(key.inputs).to.deep.equal({
            create: "bash components/host/place-file.sh",
            update: "bash components/host/place-file.sh",
            delete: "bash components/host/remove-file.sh",
            environment: { SLIPWAY_FILE: "/srv/slipway/a/key", SLIPWAY_MODE: "600" },
            stdin: "one",
            triggers: ["/srv/slipway/a/key"],
        });
        expect(made.get("routes").inputs.environment).to.deep.include({ SLIPWAY_MODE: "644" });
        expect(made.get("routes").ignoreChanges).to.deep.equal(["stdin"]);
    });
});

describe("the cluster", () => {
    it("is made on the host's engine and left at the end", async () => {
        const made = await makeWithMocks(() => new Cluster("cluster", { host: testHost() }));
        expect(made.get("cluster-swarm")).to.deep.include({ parent: "cluster", type: "command:local:Command" });
        expect(made.get("cluster-swarm").inputs).to.deep.equal({
            create: "bash components/cluster/init.sh",
            delete: "bash components/cluster/leave.sh",
            environment: { DOCKER_HOST: "unix:///run/engine.sock" },
        });
    });
});
