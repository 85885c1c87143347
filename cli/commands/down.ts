import type { Command } from "commander";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { CliError } from "../cli-error";
import { dockerAt } from "../docker";
import { runPulumi } from "../pulumi";
import { ensureStack, readStackFiles } from "../stack-file";

/** Adds `slipway down`: the opposite of `start`. */
export function registerDown(program: Command): void {
    program
        .command("down")
        .description("remove the stack local from this machine; volumes stay unless they are named")
        .option("--volumes <names...>", "volumes of the compose file to remove as well, with all their data")
        .action(async (options: { readonly volumes?: readonly string[] }) => await down(options.volumes ?? []));
}

async function down(volumes: readonly string[]): Promise<void> {
    const report = streamReport(process.stdout);
    await setup({ for: "start", report });
    const { compose, config, prefix } = readStackFiles("local");
    const nameOf = new Map(
        Object.entries(compose.volumes).map(([name, volume]) => [name, volume.name ?? `${prefix}_${name}`]),
    );
    for (const volume of volumes) {
        if (!nameOf.has(volume)) {
            throw new CliError(
                `there is no volume ${volume} in ${compose.file}; it has ${[...nameOf.keys()].join(", ") || "none"}`,
            );
        }
    }
    await ensureStack("local");
    const code = await runPulumi(["destroy", "--stack", "local", "--yes", "--skip-preview"]);
    process.exitCode = code;
    if (code !== 0) return;

    const docker = dockerAt(config.engine);
    for (const volume of volumes) {
        await docker.ask("volume", "rm", "--force", nameOf.get(volume) ?? "");
        report(`volume ${volume} removed`);
    }
    const there = new Set((await docker.ask("volume", "ls", "--quiet")).split("\n"));
    const kept = [...nameOf].filter(([, name]) => there.has(name)).map(([volume]) => volume);
    if (kept.length > 0) {
        report(
            `volumes kept, with their data: ${kept.join(", ")} (npm run down -- --volumes ${kept.join(" ")} removes them)`,
        );
    }
}
