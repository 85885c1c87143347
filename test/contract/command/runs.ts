import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { failure } from "../support/call";
import type { Contract } from "../support/contract";
import type { CommandDriver } from "./driver";

/** What the plugin runs, and with which surroundings. */
export const runContracts: readonly Contract<CommandDriver>[] = [
    {
        promise: "runs create with /bin/sh -c and tells both outputs",
        source: 'interpreter: On Linux and macOS, defaults to ["/bin/sh", "-c"]',
        async hold({ provider }) {
            const { id, state } = await provider.create("c", { create: 'echo "$0"; printf "a\\nb\\n\\n"; echo e >&2' });
            expect(id).to.match(/^c/);
            expect(state).to.deep.include({ stdout: "/bin/sh\na\nb\n", stderr: "e" });
        },
    },
    {
        promise: "runs nothing without create",
        source: "create: optional",
        async hold({ provider }) {
            const { id, state } = await provider.create("c", { stdin: "x" });
            expect(id).not.to.equal("");
            expect(state).to.deep.include({ stdout: "", stderr: "" });
        },
    },
    {
        promise: "appends the command to the interpreter",
        source: "interpreter: The program and arguments to run the command",
        async hold({ provider }) {
            const { state } = await provider.create("c", { create: "a b", interpreter: ["/bin/echo", "-n", "got"] });
            expect(state.stdout).to.equal("got a b");
        },
    },
    {
        promise: "adds the environment to its own",
        source: "environment: Additional environment variables available to the command's process",
        async hold({ provider }) {
            const inputs = { create: 'echo "$SHIP-$PATH"', environment: { SHIP: "way = 'x' $y" } };
            const { state } = await provider.create("c", inputs);
            expect(state.stdout).to.equal(`way = 'x' $y-${process.env.PATH}`);
        },
    },
    {
        promise: "passes stdin, unchanged",
        source: "stdin: Pass a string to the command's process as standard in",
        async hold({ provider }) {
            const { state } = await provider.create("c", { create: "od -c | head -c 30", stdin: "a\n\tß\n" });
            expect(state.stdout).to.match(/^0000000 {3}a {2}\\n {2}\\t 303 237/);
        },
    },
    {
        promise: "takes a large stdin, read or not",
        source: "stdin: Pass a string to the command's process as standard in",
        async hold({ provider }) {
            const stdin = "x".repeat(2_000_000);
            expect((await provider.create("c", { create: "true", stdin })).state.stdout).to.equal("");
            expect((await provider.create("c", { create: "wc -c", stdin })).state.stdout).to.equal("2000000");
        },
    },
    {
        promise: "runs in dir",
        source: "dir: The directory from which to run the command from",
        async hold({ provider, folder }) {
            const { state } = await provider.create("c", { create: "pwd", dir: folder });
            expect(state.stdout).to.equal(folder);
        },
    },
    {
        promise: "fails when dir is missing",
        source: "dir: If `dir` does not exist, then `Command` will fail",
        async hold({ provider, folder }) {
            const inputs = { create: "true", dir: join(folder, "absent") };
            expect(await failure(provider.create("c", inputs))).to.contain("absent");
        },
    },
    {
        promise: "fails with the exit status and what was printed",
        source: "A command is considered to have failed when it finished with a non-zero exit code",
        async hold({ provider }) {
            const text = await failure(provider.create("c", { create: "echo out; echo err >&2; exit 3" }));
            expect(text).to.contain("exit status 3").and.contain("out").and.contain("err");
        },
    },
    {
        promise: "runs create again when an input changed and there is no update",
        source: "create: If an `update` command isn't provided, then `create` will also be run",
        async hold({ provider }) {
            const old = await provider.create("c", { create: "echo $A", environment: { A: "1" } });
            const state = await provider.update("c", old, { create: "echo $A", environment: { A: "2" } });
            expect(state).to.deep.include({ stdout: "2", environment: { A: "2" } });
        },
    },
    {
        promise: "runs update with the previous outputs in the environment",
        source: "update: PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR are set to the stdout and stderr properties",
        async hold({ provider }) {
            const script = 'echo "$PULUMI_COMMAND_STDOUT/$PULUMI_COMMAND_STDERR"';
            const old = { id: "c1", state: { create: "false", stdout: "o", stderr: "e" } };
            const state = await provider.update("c", old, { create: "false", update: script });
            expect(state.stdout).to.equal("o/e");
        },
    },
    {
        promise: "leaves the previous outputs out when told to",
        source: "addPreviousOutputInEnv: If the previous command's stdout and stderr is injected",
        async hold({ provider }) {
            const old = { id: "c1", state: { stdout: "o", stderr: "e" } };
            const inputs = { update: 'echo "[$PULUMI_COMMAND_STDOUT]"', addPreviousOutputInEnv: false };
            expect((await provider.update("c", old, inputs)).stdout).to.equal("[]");
        },
    },
    {
        promise: "runs delete with the recorded environment, stdin and outputs",
        source: "delete: PULUMI_COMMAND_STDOUT and PULUMI_COMMAND_STDERR are set",
        async hold({ provider, folder }) {
            const script = 'echo "$A $PULUMI_COMMAND_STDOUT $PULUMI_COMMAND_STDERR $(cat)" > deleted';
            const state = {
                delete: script,
                environment: { A: "1" },
                dir: folder,
                stdin: "in",
                stdout: "o",
                stderr: "e",
            };
            await provider.delete("c", { id: "c1", state });
            expect(readFileSync(join(folder, "deleted"), "utf8")).to.equal("1 o e in\n");
        },
    },
    {
        promise: "deletes without a delete command, and fails with a failing one",
        source: "delete: The command to run on resource deletion",
        async hold({ provider }) {
            await provider.delete("c", { id: "c1", state: { create: "false" } });
            const failing = { id: "c1", state: { delete: "exit 7" } };
            expect(await failure(provider.delete("c", failing))).to.contain("exit status 7");
        },
    },
    {
        promise: "ends the command at the resource's time limit",
        source: "customTimeouts: how long an operation may take before it fails",
        async hold({ provider }) {
            const started = Date.now();
            await failure(provider.create("c", { create: "exec sleep 30" }, { timeout: 1 }));
            expect(Date.now() - started).to.be.below(10_000);
        },
    },
    {
        promise: "ends the command when the engine cancels",
        source: "protocol: Cancel signals the provider to abort any ongoing resource operations",
        async hold({ provider }) {
            const running = failure(provider.create("c", { create: "exec sleep 30" }));
            await new Promise((resolve) => setTimeout(resolve, 300));
            const started = Date.now();
            await provider.cancel();
            await running;
            expect(Date.now() - started).to.be.below(5_000);
        },
    },
];
