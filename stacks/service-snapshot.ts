import { readFileSync } from "node:fs";
import { configFiles, type ServiceFile, secretFiles } from "../components/compose/files";
import type { ComposeModel, ServiceModel } from "../components/compose/model";
import { placeholder } from "../components/compose/placeholder";
import type { ServiceSnapshot } from "../components/plan/compare-services";

/**
 * A service as this release shall have it.
 *
 * @param document the service's, for the engine
 * @param values of the stack's secrets, those that are known
 */
export function serviceSnapshot(
    document: string,
    model: ServiceModel,
    compose: ComposeModel,
    values: Readonly<Record<string, string>>,
): ServiceSnapshot {
    const of = (kind: "secret" | "config", files: readonly ServiceFile[]) =>
        files.map(({ key, content }) => [placeholder(kind, key), encoded(content, values)] as const);
    const files = [...of("secret", secretFiles(model, compose)), ...of("config", configFiles(model, compose))];
    return { document, files: Object.fromEntries(files) };
}

/** In base64, as the engine gets it; undefined where a part is not known yet. */
function encoded(content: ServiceFile["content"], values: Readonly<Record<string, string>>): string | undefined {
    if ("file" in content) return readFileSync(content.file).toString("base64");
    const parts = content.map((part) => (typeof part === "string" ? part : values[part.secret]));
    return parts.includes(undefined) ? undefined : Buffer.from(parts.join("")).toString("base64");
}
