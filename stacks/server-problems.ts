import { dirname, resolve, sep } from "node:path";
import type { ComposeModel } from "../components/compose/model";
import type { StackConfig } from "./config";
import type { ConfigProblem } from "./config/config-error";
import { problemAt } from "./config/subject";
import { serverPlatform } from "./image-plan";

type Config = Pick<StackConfig, "compose" | "servers" | "origin"> & {
    /** There or not: who logs in to it is no concern of the compose file. */
    readonly registry?: object;
};

/**
 * What of a compose file works on this machine's engine and not on servers: images that nobody brings to them or that they
 * cannot run, and folders that lie here.
 *
 * @param directory folder of the project
 */
export function serverProblems(config: Config, model: ComposeModel, directory: string): readonly ConfigProblem[] {
    if (config.servers === undefined) return [];
    return [
        ...imageProblems(config, config.servers, model),
        ...platformProblems(model),
        ...folderProblems(config, model, directory),
    ];
}

/** A single server gets them over SSH. */
function imageProblems(
    { registry, origin }: Config,
    { count }: NonNullable<StackConfig["servers"]>,
    { services }: ComposeModel,
): readonly ConfigProblem[] {
    const built = Object.values(services).filter(({ build }) => build !== undefined);
    if (count === 1 || registry !== undefined || built.length === 0) return [];
    return [
        problemAt(origin, ["registry"], {
            found: "nothing",
            expected: `a registry, because ${count} servers have to get the images that are built for ${built.map(({ name }) => name).join(", ")}`,
            mend: "write for example slipway:registry: { address: registry.example.com/acme }, or slipway:servers.count: 1",
        }),
    ];
}

function platformProblems({ file, services }: ComposeModel): readonly ConfigProblem[] {
    return Object.values(services).flatMap(({ name, line, platform = serverPlatform }) =>
        platform === serverPlatform
            ? []
            : [
                  {
                      ...{ file, line, path: `services.${name}.platform`, found: platform },
                      expected: `${serverPlatform}, which DigitalOcean's servers are`,
                      mend: "remove it: what is built for servers is built for them",
                  },
              ],
    );
}

function folderProblems({ compose }: Config, model: ComposeModel, directory: string): readonly ConfigProblem[] {
    const here = [resolve(directory), dirname(resolve(directory, compose))];
    const liesHere = (source: string) => here.some((folder) => source === folder || source.startsWith(folder + sep));
    return Object.values(model.services).flatMap(({ name, line, mounts }) =>
        mounts
            .filter(({ type, source }) => type === "bind" && source !== undefined && liesHere(source))
            .map(({ target }) => ({
                ...{ file: model.file, line, path: `services.${name}.volumes` },
                found: `a folder or file of this machine at ${target}`,
                expected: "what servers have too",
                mend: "copy it into the image, make it one of configs:, or use a named volume",
            })),
    );
}
