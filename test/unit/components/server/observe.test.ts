import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FakeServer } from "../../support/fake-server";

const script = readFileSync(join(__dirname, "../../../../components/host/server/observe.sh"), "utf8");
const status = "/run/cloud-init/status.json";
const result = "/run/cloud-init/result.json";
const booting = { v1: { datasource: null, init: { errors: [], finished: null, start: 1 }, stage: "modules-final" } };
const failed = "('scripts_user', RuntimeError('Runparts: 1 failures (runcmd) in 1 attempted commands'))";
const resultOf = (...errors: readonly string[]) =>
    JSON.stringify({ v1: { datasource: "DataSourceDigitalOcean", errors } }, null, 1);

/** The server's files, and what is told of them. */
const states: Readonly<Record<string, readonly [Readonly<Record<string, string>>, told: string]>> = {
    "no cloud-init": [{}, "done\n"],
    "cloud-init that is off": [{ "/run/cloud-init/disabled": "" }, "done\n"],
    "cloud-init that has not begun": [{ "/run/cloud-init/enabled": "" }, "running start\n"],
    "a boot under way": [{ [status]: JSON.stringify(booting, null, 1) }, "running modules-final\n"],
    "a boot that ended well": [{ [status]: "{}", [result]: resultOf() }, "done\n"],
    "a boot that failed": [
        { [result]: resultOf(failed), "/var/log/cloud-init-output.log": "first\nci-info: | eth0 |\nE: no network\n" },
        `failed "${failed}"\nfirst\nE: no network\n`,
    ],
    "a boot that failed twice, without a log": [
        { [result]: resultOf("('ssh', ValueError())", failed) },
        `failed "('ssh', ValueError())", "${failed}"\n`,
    ],
};

describe("how far a server is", () => {
    for (const [title, [files, told]] of Object.entries(states)) {
        it(`is told of ${title}`, async () => {
            const server = new FakeServer();
            try {
                for (const [path, content] of Object.entries(files)) server.write(path, content);
                const { code, stdout } = await server.run(script);
                expect({ code, stdout }).to.deep.equal({ code: 0, stdout: told });
            } finally {
                server.remove();
            }
        });
    }
});
