import { ComposeError } from "../components/compose/problem";
import { volumeName } from "../components/service/names";
import { ConfigError } from "../stacks/config/config-error";
import { CliError } from "./cli-error";
import { readStackFiles } from "./stack-file";

/** The volumes of a stack that its files tell of. */
export interface StackVolumes {
    /** The compose file. */
    readonly file: string;
    /** What every name on the engine starts with. */
    readonly prefix: string;
    /** Engine names of the stack's own volumes, by name in the compose file. */
    readonly nameOf: ReadonlyMap<string, string>;
    /** Address of the engine. */
    readonly engine: string;
}

/**
 * Looks for the volumes of a stack in its files.
 *
 * @returns the error when one of the files is wrong or missing, which is no reason to keep the stack
 * @throws CliError when there is no such stack
 */
export function volumesOfStack(stack: string, directory?: string): StackVolumes | ComposeError | ConfigError {
    try {
        const { compose, config, prefix } = readStackFiles(stack, directory);
        const own = Object.entries(compose.volumes).filter(([, { external }]) => !external);
        const nameOf = new Map(own.map(([name, volume]) => [name, volume.name ?? volumeName(prefix, name)]));
        return { file: compose.file, prefix, nameOf, engine: config.engine };
    } catch (error) {
        if (error instanceof ComposeError || error instanceof ConfigError) return error;
        throw error;
    }
}

/** @throws CliError for a volume that the compose file does not have */
export function checkVolumes(volumes: readonly string[], { file, nameOf }: StackVolumes): void {
    for (const volume of volumes) {
        if (!nameOf.has(volume)) {
            const known = [...nameOf.keys()].join(", ") || "none";
            throw new CliError(`there is no volume ${volume} in ${file}; it has ${known}`);
        }
    }
}
