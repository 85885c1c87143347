import { editorSchema } from "../stacks/config/editor-schema";
import { renderConfiguration } from "./render-configuration";

/** What is drawn from the code instead of written by hand: path from the root of the repository → content. */
export function generatedFiles(): ReadonlyMap<string, string> {
    return new Map([
        ["docs/reference/configuration.md", renderConfiguration()],
        ["stacks/config.schema.json", `${JSON.stringify(editorSchema(), null, 4)}\n`],
    ]);
}
