import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { missingVariables } from "../../../cli/rehearse/missing-variables";
import { type RehearsalConfig, rehearsalConfig } from "../../../cli/rehearse/rehearsal-config";
import { proxyImage } from "../../../components/proxy/reverse-proxy.plan";
import type { Project } from "../../e2e/support/project";
import type { Session } from "../support/session";
import { CloudStack } from "./cloud-stack";
import { type Clouds, registry } from "./clouds";

/** Images that the shipped stacks run or build upon. */
export const shippedImages: readonly string[] = [
    ...["postgres:15-bookworm", "redis:7.0-bookworm", "python:3.11-slim-bookworm", "node:22-bookworm-slim"],
    proxyImage,
];

/** A stack that this repository ships, as `./slipway rehearse` deploys it; nothing is deployed yet. */
export async function shippedStack(session: Session, clouds: Clouds, name: string): Promise<CloudStack> {
    let secrets: RehearsalConfig["secrets"] = {};
    const stack = await CloudStack.make(session, clouds, name, (project) => {
        const rehearsed = rehearsedConfig(project);
        secrets = rehearsed.secrets;
        return rehearsed.config;
    });
    const filled = Object.entries(secrets).map(([path, value]) => [path, value ?? "bench0123456789bench0123456789ab"]);
    await stack.setSecrets(Object.fromEntries(filled) as Record<string, string>);
    return stack;

    function rehearsedConfig(project: Project): RehearsalConfig {
        const text = readFileSync(join(project.folder, `Pulumi.${name}.yaml`), "utf8");
        const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
        const { addresses, acme } = clouds.rehearsal;
        return rehearsalConfig(config, {
            ...{ sshFrom: `${addresses.gateway}/32`, acmeDirectory: acme.directory, registry },
            missing: missingVariables(name, project.folder),
        });
    }
}
