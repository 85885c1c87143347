import { isLaunched, secretEnvironment } from "../files";
import { launcher } from "../launcher";
import type { ServiceModel } from "../model";
import { plainText } from "../text";
import type { RenderContext } from "./context";
import { sorted } from "./sorted";
import { Template, type Value, type ValueMap } from "./write";

/** `entrypoint`, `command` and `environment` of a document: what runs, if need be by way of the launcher. */
export function renderProgram(service: ServiceModel, { filled = [] }: Pick<RenderContext, "filled">): ValueMap {
    const plain = Object.entries(service.environment).flatMap(([key, text]) => {
        const value = plainText(text);
        return value === undefined ? [] : [[key, value] as const];
    });
    const templates = filled.map((name) => [name, new Template(`\${${name}}`)] as const);
    const environment: Readonly<Record<string, Value>> = Object.fromEntries([...plain, ...templates]);
    const { entrypoint, command } = service;
    if (!isLaunched(service)) {
        return { entrypoint, command, environment: sorted(environment) };
    }
    return {
        entrypoint: ["/bin/sh", launcher.target, ...(entrypoint ?? [])],
        command,
        environment: sorted({ ...environment, ...launcherEnvironment(service) }),
    };
}

/** With an entrypoint of its own, an image's command does not count: so it is with plain compose. */
function launcherEnvironment(service: ServiceModel): Readonly<Record<string, Value>> {
    const SLIPWAY_EXPORT = Object.keys(secretEnvironment(service)).join(" ");
    if (service.entrypoint) {
        return { SLIPWAY_EXPORT };
    }
    const words = service.command ? "${SLIPWAY_ENTRYPOINT}" : "${SLIPWAY_ENTRYPOINT} ${SLIPWAY_COMMAND}";
    return { SLIPWAY_EXPORT, SLIPWAY_PROGRAM: new Template(words) };
}
