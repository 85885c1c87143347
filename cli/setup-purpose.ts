import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { project } from "./stack-file";

/** What has to be set up for a stack: the plugins of the clouds only where it has servers. */
export function setupPurpose(stack: string, directory = project): "start" | "servers" {
    const path = join(directory, `Pulumi.${stack}.yaml`);
    if (!existsSync(path)) return "start";
    try {
        const { config } = (parse(readFileSync(path, "utf8")) ?? {}) as { readonly config?: Record<string, unknown> };
        return config?.["slipway:servers"] === undefined ? "start" : "servers";
    } catch {
        // What is wrong with the file is told by who reads it in earnest.
        return "start";
    }
}
