import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { acmeDirectory } from "../../emulator/acme/server";
import { surroundingAddresses } from "../../emulator/rehearsal/addresses.plan";
import { registryHost } from "../../emulator/rehearsal/names";
import { type Rehearsal, startRehearsal, usualNetwork, usualTokens } from "../../emulator/rehearsal/start-rehearsal";
import { humanDuration } from "../../toolchain/duration";
import { type Report, streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { CliError } from "../cli-error";
import { imagesOf } from "../images-of";
import { alone } from "../rehearse/alone";
import { enterRehearsal, letIn } from "../rehearse/entry";
import { missingVariables } from "../rehearse/missing-variables";
import { rangeOption } from "../rehearse/range-option";
import { makeRehearsalStack, rehearsalName, removeRehearsalStack } from "../rehearse/rehearsal-stack";
import { runVerb } from "../run-verb";
import { project, readStackFiles } from "../stack-file";

/** Adds `slipway rehearse`: a stack of servers, deployed to emulated clouds on this machine. */
export function registerRehearse(program: Command): void {
    program
        .command("rehearse")
        .description("deploy a stack of servers to emulated clouds on this machine; needs root and no account")
        .usage("[options] <stack> [-- command...]")
        .argument("<stack>", "the stack")
        .argument("[command...]", "with --shell: what runs there instead of a shell")
        .option("--keep", "leave all running to look around, until Ctrl-C")
        .option("--shell", "open a shell in a rehearsal that another terminal keeps, or run a command there")
        .addOption(rangeOption("--network <range>", `what stands for the internet (default: ${usualNetwork})`, 22))
        .addOption(rangeOption("--private-network <range>", "where the servers' private network lies", 24))
        .action(async (stack: string, command: readonly string[], { shell = false, ...options }: RehearseOptions) => {
            if (shell) process.exitCode = await enterRehearsal(stack, folderOf(stack), command);
            else if (command.length > 0) throw new CliError("a command comes with --shell, while a rehearsal is kept");
            else await alone(stack, async () => await rehearse(stack, options));
        });
}

interface RehearseOptions {
    readonly keep?: boolean;
    readonly shell?: boolean;
    readonly network?: string;
    readonly privateNetwork?: string;
}

/** Where all is kept meanwhile. */
function folderOf(stack: string): string {
    return join(project, ".slipway", "rehearsal", stack);
}

async function rehearse(stack: string, { keep = false, ...ranges }: Omit<RehearseOptions, "shell">): Promise<void> {
    const began = Date.now();
    const report = streamReport(process.stdout);
    await setup({ for: "servers", report });
    const missing = missingVariables(stack);
    const folder = folderOf(stack);
    const clear = async () => {
        await removeRehearsalStack(stack);
        rmSync(folder, { recursive: true, force: true });
    };
    const ended = new AbortController();
    const interrupt = () => ended.abort();
    // Pulumi hears of it as well, and is waited for: what is there then goes in any case.
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, interrupt);
    let rehearsal: Rehearsal | undefined;
    try {
        // What one that was killed has left is nobody's.
        await clear();
        rehearsal = await begin({ stack, folder, missing, report, ...ranges });
        const name = rehearsalName(stack);
        const code = ended.signal.aborted ? 130 : await pulumi("up", name, rehearsal, report);
        if (code === 0) report(`deployed in ${humanDuration(Date.now() - began)}`);
        if (keep && !ended.signal.aborted) {
            letIn(folder, rehearsal);
            await lookAround(stack, code === 0, report, ended.signal);
        }
        if (code !== 0) throw new CliError(`the rehearsal of ${stack} has failed; the lines above say why`);
        const down = await pulumi("destroy", name, rehearsal, report);
        if (down !== 0) throw new CliError(`what the rehearsal of ${stack} made does not go again; see above`);
        report(`rehearsed in ${humanDuration(Date.now() - began)}: nothing is left of it`);
    } finally {
        await rehearsal?.stop();
        await clear();
        for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupt);
    }
}

interface Beginning {
    readonly stack: string;
    /** Where all is kept meanwhile. */
    readonly folder: string;
    /** Names of variables that nobody has set. */
    readonly missing: readonly string[];
    readonly network?: string;
    readonly privateNetwork?: string;
    readonly report: Report;
}

/** Makes the stack of the rehearsal, and starts the clouds that it goes to. */
async function begin({ stack, folder, missing, report, ...ranges }: Beginning): Promise<Rehearsal> {
    const name = rehearsalName(stack);
    const user = { name: "rehearsal", password: randomBytes(12).toString("hex") };
    const { gateway, acme } = surroundingAddresses(ranges.network ?? usualNetwork);
    await makeRehearsalStack(stack, {
        sshFrom: `${gateway}/32`,
        acmeDirectory: acmeDirectory(acme),
        registry: { address: `${registryHost}/rehearsal`, user: user.name, password: user.password },
        dnsToken: usualTokens.cloudflare,
        missing,
    });
    const files = readStackFiles(name);
    const { servers, domain } = files.config;
    if (servers === undefined) {
        throw new CliError(`stack ${stack} has no servers (slipway:servers): ./slipway up ${stack} deploys it here`);
    }
    const images = imagesOf(files);
    await setup({ for: "servers", report, images });
    const zones = domain.zone === undefined ? [] : [{ name: domain.zone }];
    const account = { zones, images, users: [user], regions: [servers.region] };
    return await startRehearsal({ name, folder, ...account, ...ranges, report });
}

/** Runs a verb as somebody would in whose internet the stack's names lead to the emulated clouds. */
async function pulumi(verb: "up" | "destroy", stack: string, rehearsal: Rehearsal, report: Report): Promise<number> {
    const { environment, inside } = rehearsal;
    return await runVerb(verb, stack, ["--yes", "--skip-preview", "--suppress-outputs"], report, {
        environment,
        inside,
    });
}

/** Tells what another terminal can do, and waits for the end. */
async function lookAround(stack: string, isWell: boolean, report: Report, ended: AbortSignal): Promise<void> {
    const name = rehearsalName(stack);
    report("");
    report(isWell ? "All of it runs now. In another terminal:" : "What was made is still there. In another terminal:");
    report(
        `      ./slipway status ${name}, ./slipway logs ${name} -f, ./slipway exec ${name} SERVICE, ./slipway ssh ${name}`,
    );
    report(
        `      ./slipway rehearse ${stack} --shell opens a shell in which the app's names lead here, and so does Pulumi:`,
    );
    report(
        `          curl https://HOST, ./slipway up ${name}, ./slipway smoke ${name}, pulumi preview --stack ${name}`,
    );
    report("Ctrl-C ends it, and nothing is left.");
    await once(ended, "abort");
}
