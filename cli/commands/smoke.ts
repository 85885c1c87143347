import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import type { Door, SmokePlan, SmokeRun } from "../../components/smoke/plan";
import { runSmoke } from "../../components/smoke/run";
import type { StackConfig } from "../../stacks/config";
import { type App, loadApp } from "../../stacks/load-app";
import { loadSmoke } from "../../stacks/load-smoke";
import { CliError } from "../cli-error";
import { decryptedConfig } from "../decrypted-config";
import { project } from "../stack-file";

/** Adds `slipway smoke`: the smoke flows against what runs. */
export function registerSmoke(program: Command): void {
    program
        .command("smoke")
        .description("run the smoke flows against what runs now")
        .argument("[stack]", "the stack", "local")
        .option("--json", "print the result as JSON")
        .action(async (stack: string, options: { readonly json?: boolean }) => {
            const run = await smokeRun(stack);
            const interrupt = new AbortController();
            for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt.abort());
            const result = await runSmoke(run, {
                report: (line) => (options.json ? process.stderr : process.stdout).write(`${line}\n`),
                unique: randomBytes(6).toString("hex"),
                signal: interrupt.signal,
            });
            if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
            process.exitCode = result.green ? 0 : 1;
        });
}

async function smokeRun(stack: string): Promise<SmokeRun> {
    const config = await decryptedConfig(stack);
    const app = loadApp(config, Object.keys(config.secrets), project);
    const plan = loadSmoke(config, app.variables, project);
    if (plan === undefined) {
        throw new CliError(`stack ${stack} has no smoke flows: write some and set slipway:smoke (docs/guide/smoke.md)`);
    }
    return { ...plan, ...doorOf(config), values: valuesOf(plan, config, app) };
}

/** The way of the public. */
function doorOf({ servers, domain }: StackConfig): Door {
    return servers === undefined
        ? { address: "localhost", port: domain.port }
        : { address: "", port: 443, byName: true };
}

/** @throws CliError naming a variable whose value only a deploy knows */
function valuesOf(plan: SmokePlan, config: StackConfig, app: App): Readonly<Record<string, string>> {
    const made = plan.variables.find((name) => Object.hasOwn(app.templated, name));
    if (made !== undefined) {
        const mend = "give the flow a variable of slipway:env or slipway:secrets without one";
        throw new CliError(`variable ${made} holds a password that Slipway made, which only a deploy knows; ${mend}`);
    }
    const values: Readonly<Record<string, string>> = { ...app.variables.plain, ...app.secrets, ...config.secrets };
    return Object.fromEntries(plan.variables.map((name) => [name, values[name] ?? ""]));
}
