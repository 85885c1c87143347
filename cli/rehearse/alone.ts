import { join } from "node:path";
import { withLock } from "../../toolchain/setup-lock";
import { CliError } from "../cli-error";
import { project } from "../stack-file";

/**
 * Runs the rehearsal of a stack while no other process of this project does so: it begins by taking away whatever another
 * one has, which is nobody's only where that process is gone.
 *
 * @throws CliError with the process that does so
 */
export async function alone(stack: string, rehearse: () => Promise<void>, directory = project): Promise<void> {
    const onWait = (pid: number) => {
        throw new CliError(
            `the rehearsal of ${stack} is kept by process ${pid}: end it with Ctrl-C there, or enter it by ./slipway rehearse ${stack} --shell`,
        );
    };
    // Apart from the rehearsal's own folder, which goes with it.
    await withLock(join(directory, ".slipway", "rehearsing", stack), { onWait }, rehearse);
}
