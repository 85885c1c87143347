import { existsSync, readdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Deployment, StateResource } from "../../../../cli/recover/deployment";
import { foreseeRecovery } from "../../../../cli/recover/foresee";
import { lockFolder } from "../../../../cli/recover/state-folder";
import { project, projectName } from "../../../../cli/stack-file";
import { FakeDocker } from "../../support/fake-docker";
import { setEnvironment } from "../../support/set-environment";
import { object, release, types } from "./state";

const stack = "foreseen";
const api = release("api", "0a1b2c");
const secret = object(types.secret, "slipway-local-3f9a.api.TOKEN-738d7f9");
const provider: StateResource = {
    urn: "urn:pulumi:local::slipway::pulumi:providers:docker::host-docker",
    type: "pulumi:providers:docker",
    inputs: { host: "unix:///run/nowhere.sock" },
};
/** Above what any system gives a process. */
const deadPid = 99_999_999;

/** A Pulumi whose state folder is in the fake's, and a state in it. */
describe("what the next update will put right", () => {
    let docker: FakeDocker;
    let restore: () => void;
    const calls = () => docker.folder.read("pulumi-calls").trim().split("\n");
    const locks = () => join("locks-of", lockFolder(".pulumi", projectName(project), stack));
    const lock = (pid: number, timestamp: string) =>
        docker.folder.write(
            join(locks(), "0f1e.json"),
            JSON.stringify({ pid, username: "ann", hostname: hostname(), timestamp }),
        );
    const state = (deployment: Deployment) =>
        docker.folder.write("export.json", JSON.stringify({ version: 3, deployment }));

    beforeEach(() => {
        docker = new FakeDocker()
            .answer("* ls *")
            .answer("service ls *", { out: "slipway-local-3f9a_api-0a1b2c\n" })
            .answer("secret ls *", { out: "slipway-local-3f9a.api.TOKEN-738d7f9\n" });
        const folder = docker.folder.path;
        const answers = [
            "case $1 in",
            `whoami) echo '{"url":"file://${folder}/locks-of"}' ;;`,
            `stack) cat ${folder}/export.json ;;`,
            "*) exit 1 ;;",
            "esac",
        ];
        docker.folder.write(
            "bin/pulumi",
            ["#!/bin/sh", `echo "$@" >>${folder}/pulumi-calls`, ...answers, ""].join("\n"),
            0o755,
        );
        state({ resources: [provider, api, secret] });
        restore = setEnvironment({
            ...{ SLIPWAY_CACHE: docker.cache, PULUMI_BACKEND_URL: "file:///nowhere", PULUMI_CONFIG_PASSPHRASE: "" },
        });
    });
    afterEach(() => {
        restore();
        docker.remove();
    });

    it("is nothing where all is well", async () => {
        expect(await foreseeRecovery(stack)).to.deep.equal([]);
        expect(docker.callsOf("service", "ls")).to.have.length(1);
    });

    it("is nothing in a stack that was never deployed", async () => {
        state({});
        expect(await foreseeRecovery(stack)).to.deep.equal([]);
    });

    it("is what a killed deployer left, and told without touching it", async () => {
        lock(deadPid, "2026-11-21T13:56:13.760Z");
        docker.answer("secret ls *");
        state({ resources: [provider, api, secret], pending_operations: [{ resource: api, type: "updating" }] });
        expect(await foreseeRecovery(stack)).to.deep.equal([
            `stack foreseen: ann@${hostname()} (process ${deadPid}), at work since 2026-11-21T13:56:13.760Z, was killed: the next \`./slipway up\` will clear its lock`,
            "stack foreseen: the update before was cut off: the next `./slipway up` will put right what it left",
            "stack foreseen: the next `./slipway up` will apply api-release-service again: interrupted while updating",
            "stack foreseen: the next `./slipway up` will make slipway-local-3f9a.api.TOKEN again: it is gone from the engine",
        ]);
        expect(readdirSync(join(docker.folder.path, locks()))).to.deep.equal(["0f1e.json"]);
        expect(existsSync(join(project, ".slipway", "interrupted", `${stack}.json`))).to.equal(false);
        expect(calls()).to.deep.equal(["whoami --json", `stack export --stack ${stack}`]);
        expect(docker.calls.map(([, verb]) => verb)).to.deep.equal(Array(6).fill("ls"));
    });

    it("is not told while somebody is at work: what is under way is theirs", async () => {
        lock(process.pid, new Date().toISOString());
        state({ resources: [provider, api], pending_operations: [{ resource: api, type: "updating" }] });
        expect(await foreseeRecovery(stack)).to.deep.equal([]);
        expect(calls()).to.deep.equal(["whoami --json"]);
    });
});
