import { toolchainEnvironment } from "../toolchain/environment";
import { execute } from "../toolchain/execute";

/** What an engine says of volumes, by their names there. */
export interface VolumesAsked {
    /** Those that it does not have. */
    readonly missing: readonly string[];
    /** Those of which it does not tell, with what docker said instead. */
    readonly unknown: ReadonlyMap<string, string>;
}

/** Asks the engine at an address which of the volumes it does not have. */
export async function missingVolumes(engine: string, volumes: readonly string[]): Promise<VolumesAsked> {
    const env = { ...toolchainEnvironment(), DOCKER_HOST: engine };
    const asked = volumes.map(async (volume) => {
        const words = ["volume", "inspect", volume, "--format", "{{.Name}}"];
        const { exitCode, stderr } = await execute("docker", words, { nodeOptions: { env } });
        return { volume, isThere: exitCode === 0, said: stderr.trim() };
    });
    const absent = (await Promise.all(asked)).filter(({ isThere }) => !isThere);
    const isMissing = ({ said }: { readonly said: string }) => /no such volume/i.test(said);
    return {
        missing: absent.filter(isMissing).map(({ volume }) => volume),
        unknown: new Map(absent.filter((one) => !isMissing(one)).map(({ volume, said }) => [volume, said])),
    };
}
