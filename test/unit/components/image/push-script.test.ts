import { expect } from "chai";
import { FakeDocker } from "../../support/fake-docker";
import { runScript } from "../../support/run-script";

const reference = "registry.example.com:5000/acme/slipway-test-api:1.4.2-0123456789ab";
const digest = `sha256:${"0a".repeat(32)}`;

describe("the script that pushes an image", () => {
    let docker: FakeDocker;
    beforeEach(() => {
        docker = new FakeDocker().answer("image push *", {
            out: `The push refers to repository [acme/api]\n0f: Pushed\n1.4.2-0123456789ab: digest: ${digest} size: 739\n`,
        });
    });
    afterEach(() => docker.remove());

    const push = (more: Readonly<Record<string, string>> = {}) =>
        runScript("components/image/push.sh", {
            ...{
                SLIPWAY_CACHE: docker.cache,
                DOCKER_HOST: "unix:///to.sock",
                SLIPWAY_HOST: "",
                SLIPWAY_IMAGE: reference,
            },
            ...{ SLIPWAY_REGISTRY: "registry.example.com:5000", SLIPWAY_REGISTRY_USER: "acme" },
            ...{ SLIPWAY_REGISTRY_PASSWORD: "sesame", ...more },
        });

    it("prints by which digest that registry knows it", async () => {
        expect(await push()).to.deep.equal({ code: 0, stdout: digest, stderr: "" });
        expect(docker.callsOf("image", "push")).to.deep.equal([`image push ${reference}`]);
        expect(docker.calls.flat().join(" ")).not.to.contain("sesame");
    });

    it("fails where the engine tells no digest", async () => {
        docker.answer("image push *", { out: "0f: Pushed\n" });
        const { code, stdout } = await push();
        expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
    });

    for (const [said, mend] of [
        [
            "unauthorized: authentication required",
            "registry.example.com:5000 does not take slipway:registry.user acme with",
        ],
        ["no basic auth credentials", "pulumi config set --secret --path 'slipway:registry.password'"],
        ["denied: requested access to the resource is denied", "look there for the rights of acme"],
        [
            "Get https://r/v2/: dial tcp 203.0.113.9:443: connect: connection refused",
            "the server does not reach the registry",
        ],
        ["dial tcp: lookup registry.example.com on 127.0.0.53:53: no such host", "is slipway:registry.address right"],
        ["x509: certificate signed by unknown authority", "does not trust the registry's certificate"],
        ["received unexpected HTTP status: 500 Internal Server Error", "such as a disk that is full"],
    ] as const) {
        it(`says what to do when docker says ${said}`, async () => {
            docker.answer("image push *", { err: `The push refers to repository\n${said}\n`, code: 1 });
            const { code, stdout, stderr } = await push();
            expect({ code, stdout }).to.deep.equal({ code: 1, stdout: "" });
            expect(stderr).to.contain(`image ${reference} could not be pushed (slipway:registry): `).and.contain(mend);
            expect(stderr.trimEnd()).to.match(/\)$/).and.contain(`(${said})`).and.not.contain("sesame");
        });
    }

    it("says it as it is when nobody knows what to do", async () => {
        docker.answer("image push *", { err: "tag does not exist\n", code: 1 });
        expect((await push()).stderr).to.equal(
            `image ${reference} could not be pushed (slipway:registry): tag does not exist\n`,
        );
    });

    it("asks for a user where the registry wants one and there is none", async () => {
        docker.answer("image push *", { err: "no basic auth credentials\n", code: 1 });
        expect((await push({ SLIPWAY_REGISTRY_USER: "" })).stderr).to.contain("set slipway:registry.user, and");
    });
});
