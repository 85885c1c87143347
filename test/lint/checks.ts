import type { Check } from "./check";

/** What the checks look at: paths relative to the root of the repository. */
export interface LintedFiles {
    readonly shellScripts: readonly string[];
    /** Folders with a go.mod and Go code of their own. */
    readonly goModules: readonly string[];
}

/**
 * Every check, the slowest first.
 * @param shellcheck program to run on shell scripts
 */
export function checks({ shellScripts, goModules }: LintedFiles, shellcheck: string): readonly Check[] {
    return [
        { name: "eslint", command: ["node_modules/.bin/eslint", "--max-warnings=0", "."] },
        { name: "tsc", command: ["node_modules/.bin/tsc", "--noEmit", "-p", "."] },
        ...goModules.map((folder) => ({ name: `go vet ${folder}`, command: ["go", "vet", "./..."] as const, folder })),
        { name: "knip", command: ["node_modules/.bin/knip", "--no-progress"] },
        { name: "dependency-cruiser", command: ["node_modules/.bin/depcruise", "--output-type=err-long", "."] },
        { name: "documented exports", command: ["node_modules/.bin/tsx", "test/lint/documented-exports.ts"] },
        { name: "biome", command: ["node_modules/.bin/biome", "check", "--error-on-warnings", "."] },
        ...(shellScripts.length > 0
            ? [
                  {
                      name: "shellcheck",
                      command: [shellcheck, "--external-sources", "--source-path=SCRIPTDIR", ...shellScripts] as const,
                  },
              ]
            : []),
        ...(goModules.length > 0
            ? [{ name: "gofmt", command: ["gofmt", "-l", ...goModules] as const, silent: true }]
            : []),
    ];
}
