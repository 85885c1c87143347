import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Contract } from "../support/contract";
import type { Properties, Value } from "../support/values";
import type { CommandDriver } from "./driver";

const both = ["out one", "out two", "err one"];

/** Which files a command hands back, and what it shows while it runs. */
export const fileAndLogContracts: readonly Contract<CommandDriver>[] = [
    {
        promise: "returns the files that assetPaths selects, relative to dir",
        source: "assetPaths: the documented example",
        async hold({ provider, folder }) {
            documentedFolder(folder);
            const inputs = { create: "true", dir: folder, assetPaths: ["assets/**", "src/**.js", "!**secret.*"] };
            const { state } = await provider.create("c", inputs);
            expect(Object.keys(state.assets as Properties).sort()).to.deep.equal([
                "assets/logos/logo.svg",
                "src/index.js",
            ]);
        },
    },
    {
        promise: "returns the files that archivePaths selects as one archive",
        source: "archive: An archive asset containing files found after running the command",
        async hold({ provider, folder }) {
            const inputs = { create: "echo made > made.txt", dir: folder, archivePaths: ["*.txt"] };
            const { state } = await provider.create("c", inputs);
            expect(Object.keys((state.archive as Properties).assets as Properties)).to.deep.equal(["made.txt"]);
        },
    },
    {
        promise: "returns no files unasked",
        source: "assets, archive: optional",
        async hold({ provider }) {
            const { state } = await provider.create("c", { create: "true" });
            expect(state).not.to.have.any.keys("assets", "archive");
        },
    },
    logs(undefined, both),
    logs("stdoutAndStderr", both),
    logs("stdout", ["out one", "out two"]),
    logs("stderr", ["err one"]),
    logs("none", []),
];

function logs(logging: string | undefined, lines: readonly string[]): Contract<CommandDriver> {
    return {
        promise: `logs ${lines.length} lines with logging ${logging ?? "not set"}, and captures all`,
        source: "logging: This doesn't affect the capturing. Defaults to logging both stdout and stderr",
        async hold({ provider, log }) {
            const inputs: Record<string, Value> = { create: "echo out one; echo out two; echo err one >&2" };
            if (logging !== undefined) inputs.logging = logging;
            log.take();
            const { state } = await provider.create("c", inputs);
            expect(state).to.deep.include({ stdout: "out one\nout two", stderr: "err one" });
            expect([...log.take()].sort()).to.deep.equal([...lines].sort());
        },
    };
}

function documentedFolder(folder: string): void {
    for (const name of ["assets/logos/logo.svg", "src/index.js", "src/secret.js"]) {
        mkdirSync(join(folder, name, ".."), { recursive: true });
        writeFileSync(join(folder, name), name);
    }
}
