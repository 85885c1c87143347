import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Contract } from "../support/contract";
import { type LanguageDriver, started, startedWith } from "./driver";

const settings = "language host protocol: RunRequest, and the usage text of @pulumi/pulumi/cmd/run";

/** What the language host tells the engine, and how it runs programs. */
export const hostContracts: readonly Contract<LanguageDriver>[] = [
    {
        promise: "has the engine's version",
        source: "GetPluginInfo: version",
        async hold({ host }) {
            expect(await host.version()).to.match(/^v?3\.259\.0$/);
        },
    },
    {
        promise: "tells which node it uses",
        source: "About: executable, version",
        async hold({ host }) {
            const { executable, version } = await host.about();
            expect(executable).to.match(/node$/);
            expect(version).to.equal(process.version);
        },
    },
    {
        promise: "finds the providers of the installed packages",
        source: "package.json: pulumi.resource, pulumi.name, pulumi.version",
        async hold({ host }) {
            expect(await host.requiredPackages()).to.deep.equal({ docker: "v5.2.0", acmecloud: "v1.0.0" });
        },
    },
    {
        promise: "lists the program's own dependencies",
        source: "GetProgramDependencies: transitiveDependencies false",
        async hold({ host }) {
            const direct = { "@acme/lib": "1.2.3", "@pulumi/docker": "5.2.0", mocha: "12.0.3" };
            expect(await host.dependencies(false)).to.deep.equal(direct);
        },
    },
    {
        promise: "runs the program with the engine's settings",
        source: settings,
        async hold({ host, folder }) {
            expect(await host.run({}, true)).to.deep.equal({ error: "", bail: false });
            const { args, script, cwd } = startedWith(folder);
            expect(script).to.equal(join(folder, "node_modules/@pulumi/pulumi/cmd/run/index.js"));
            expect(cwd).to.equal(folder);
            const flags = ["--monitor", "127.0.0.1:1", "--organization", "acme", "--project", "shop"];
            expect(args).to.include.members([...flags, "--root-directory", folder, "--stack", "local"]);
            expect(args).to.include.members(["--pwd", folder, "--parallel", "16", "--dry-run"]);
            expect(args.at(-1)).to.equal("index.ts");
        },
    },
    {
        promise: "says --dry-run in previews only",
        source: settings,
        async hold({ host, folder }) {
            await host.run();
            expect(startedWith(folder).args).not.to.include("--dry-run");
        },
    },
    {
        promise: "passes the configuration, and which of it is secret, in the environment",
        source: "@pulumi/pulumi/runtime/config: PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS",
        async hold({ host, folder }) {
            await host.run();
            const { env } = startedWith(folder);
            expect(JSON.parse(env.PULUMI_CONFIG ?? "")).to.deep.equal({ "shop:colour": "green" });
            expect(JSON.parse(env.PULUMI_CONFIG_SECRET_KEYS ?? "")).to.deep.equal(["shop:key"]);
        },
    },
    {
        promise: "lets the SDK compile TypeScript, unless told not to",
        source: "Pulumi.yaml: runtime.options.typescript: defaults to true",
        async hold({ host, folder }) {
            await host.run();
            expect(startedWith(folder).env.PULUMI_NODEJS_TYPESCRIPT).to.equal("true");
            await host.run({ typescript: false });
            expect(startedWith(folder).env.PULUMI_NODEJS_TYPESCRIPT).not.to.equal("true");
        },
    },
    {
        promise: "passes nodeargs to node, as a shell would split them",
        source: "Pulumi.yaml: runtime.options.nodeargs: arguments to pass to node",
        async hold({ host, folder }) {
            await host.run({ nodeargs: "--no-warnings --title='a b'" });
            expect(startedWith(folder).execArgv).to.deep.equal(["--no-warnings", "--title=a b"]);
        },
    },
    {
        promise: "only bails when the program has reported its error itself",
        source: "@pulumi/pulumi/cmd/run: nodeJSProcessExitedAfterLoggingUserActionableMessage = 32",
        async hold({ host, folder }) {
            writeFileSync(join(folder, "task"), "exit 32");
            expect(await host.run()).to.deep.equal({ error: "", bail: true });
        },
    },
    {
        promise: "reports the exit status of a program that failed otherwise",
        source: "RunResponse.error: an unhandled error if any occurred",
        async hold({ host, folder }) {
            writeFileSync(join(folder, "task"), "exit 3");
            const { error, bail } = await host.run();
            expect(error).to.match(/\b3\b/);
            expect(bail).to.equal(false);
        },
    },
    {
        promise: "says when the SDK is not installed",
        source: "npm: node_modules/@pulumi/pulumi",
        async hold({ host, folder }) {
            rmSync(join(folder, "node_modules"), { recursive: true });
            const told = await host.run().then(({ error }) => error, String);
            expect(told).to.match(/npm install|pulumi install/);
        },
    },
    {
        promise: "installs the program's packages with npm, and streams what it prints",
        source: "InstallDependencies: installs the dependencies for that program, e.g. by running npm install",
        async hold({ start, folder }) {
            writeFileSync(
                join(folder, "npm"),
                '#!/bin/sh\n[ "$1" = --version ] && echo 11.0.0 || echo "$1 in $(pwd)"\n',
            );
            chmodSync(join(folder, "npm"), 0o755);
            const host = await start({ PATH: `${folder}:${process.env.PATH}` });
            expect(await host.installDependencies()).to.contain(`install in ${folder}`);
        },
    },
    {
        promise: "interrupts the program when the engine ends",
        source: "engine: a language host gets an interrupt, and is killed after five seconds",
        async hold({ host, plugin, folder }) {
            writeFileSync(join(folder, "task"), "wait");
            const running = host.run().catch(String);
            await started(folder);
            await plugin.stop();
            await running;
            expect(existsSync(join(folder, "interrupted"))).to.equal(true);
        },
    },
    {
        promise: "runs a provider's source folder, and streams what it prints",
        source: "RunPlugin: stdout, stderr, exitcode; kind resource",
        async hold({ host, folder }) {
            writeFileSync(join(folder, "task"), "exit 5");
            const printed = await host.runPlugin("resource", ["127.0.0.1:2"], [`PATH=${process.env.PATH}`, "MINE=1"]);
            expect(printed).to.deep.equal({ stdout: "on stdout\n", stderr: "on stderr\n", exitCode: 5 });
            const { args, env, script } = startedWith(folder);
            expect(script).to.contain("/cmd/run-plugin/");
            expect(args).to.deep.equal([folder, "127.0.0.1:2"]);
            expect(env.MINE).to.equal("1");
        },
    },
    {
        promise: "runs a policy pack",
        source: "usage text of @pulumi/pulumi/cmd/run-policy-pack: RUN <engine-address> <program>",
        async hold({ host, folder }) {
            await host.runPlugin("analyzer", ["127.0.0.1:2"], [`PATH=${process.env.PATH}`]);
            const { args, script } = startedWith(folder);
            expect(script).to.contain("/cmd/run-policy-pack/");
            expect(args).to.deep.equal(["127.0.0.1:2", folder]);
        },
    },
];
