import type { Command } from "commander";
import { streamReport } from "../../toolchain/report";
import { setup } from "../../toolchain/setup";
import { dockerAt } from "../docker";
import { keptDumps } from "../kept-dumps";
import { runVerb } from "../run-verb";
import { ensureStack, project } from "../stack-file";
import { checkVolumes, volumesOfStack } from "../stack-volumes";

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
    const stack = volumesOfStack("local");
    if (!(stack instanceof Error)) checkVolumes(volumes, stack);
    await ensureStack("local");
    const code = await runVerb("destroy", "local", ["--yes", "--skip-preview"], report);
    process.exitCode = code;
    if (code !== 0) return;
    if (stack instanceof Error) {
        // Everything but the data is gone; only the names of the volumes are missing.
        if (volumes.length > 0) throw stack;
        report(`volumes are kept, with their data; their names stand in the compose file:\n${stack.message}`);
        return;
    }

    const { nameOf, prefix } = stack;
    const docker = dockerAt(stack.engine);
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
    const dumps = keptDumps(prefix, project);
    if (dumps !== undefined) report(`dumps of the database kept, with its data: rm -r ${dumps} removes them`);
}
