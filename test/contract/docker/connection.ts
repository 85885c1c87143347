import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { DockerDriver } from "./driver";

const nowhere = "unix:///nonexistent/docker.sock";

/** How the plugin reaches the engine. */
export const connectionContracts: readonly Contract<DockerDriver>[] = [
    {
        promise: "does not look for the engine before it is needed, if told so",
        source: "disableDockerDaemonCheck: If set to `true`, the provider will not check if the Docker daemon is running",
        async hold({ fresh }) {
            const provider = await fresh();
            await provider.configure({ host: nowhere, disableDockerDaemonCheck: "true" });
            const { inputs, failures } = await provider.check("n", {});
            expect(failures).to.deep.equal([]);
            await provider.create("n", inputs, { preview: true });
            expect(await failure(provider.create("n", inputs))).to.contain(nowhere);
        },
    },
    {
        promise: "looks for the engine at once, unless told not to",
        source: "disableDockerDaemonCheck: default",
        async hold({ fresh }) {
            const provider = await fresh();
            // The real plugin says so when it is configured, or when it is first used.
            const attempt = async () => {
                await provider.configure({ host: nowhere });
                await provider.create("n", { name: "n" });
            };
            expect(await failure(attempt())).to.contain(nowhere);
        },
    },
    {
        promise: "takes registryAuth",
        source: "registryAuth: a list, as JSON text",
        async hold({ fresh }) {
            const provider = await fresh();
            const registryAuth = JSON.stringify([{ address: "registry.example", username: "u", password: "p" }]);
            await provider.configure({ registryAuth, disableDockerDaemonCheck: "true" });
        },
    },
    {
        promise: "reaches an engine through ssh, with the given options",
        source: "sshOpts: Additional SSH option flags to be appended when using `ssh://` protocol",
        async hold({ fresh, docker, name }) {
            const folder = mkdtempSync(join(tmpdir(), "slipway-ssh-"));
            const path = process.env.PATH;
            // In the place of ssh, so that no server is needed: it runs what ssh would run on the other side.
            writeFileSync(
                join(folder, "ssh"),
                `#!/bin/sh\necho "$@" > ${folder}/asked\nexec docker system dial-stdio\n`,
            );
            chmodSync(join(folder, "ssh"), 0o755);
            try {
                process.env.PATH = `${folder}:${path}`;
                const provider = await fresh();
                const sshOpts = JSON.stringify(["-o", "ControlPath=none"]);
                await provider.configure({
                    host: "ssh://me@web.example:2222",
                    sshOpts,
                    disableDockerDaemonCheck: "true",
                });
                const made = await provider.create("n", { name: name() });
                expect(docker("network", "inspect", "--format", "{{.Name}}", made.id)).to.equal(made.state.name);
                const asked = readFileSync(join(folder, "asked"), "utf8");
                expect(asked).to.match(/-o ControlPath=none.*web\.example.*docker system dial-stdio/);
                expect(asked).to.contain("-p 2222").and.contain("-l me");
            } finally {
                process.env.PATH = path;
                rmSync(folder, { recursive: true, force: true });
            }
        },
    },
];
