import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import dockerignore from "@balena/dockerignore";
import type { BuildModel } from "../compose/model";

/**
 * Twelve hex digits that change with anything that goes into the image: files of the build context that
 * `.dockerignore` lets through (name, content, executable bit), the Dockerfile, arguments, target, platform.
 */
export function contentHash(build: BuildModel, platform = ""): string {
    const hash = createHash("sha256");
    const entry = (...parts: (string | Buffer)[]) => {
        for (const part of parts) hash.update(`${part.length}:`).update(part);
    };
    entry("dockerfile", build.dockerfile, readFileSync(join(build.context, build.dockerfile)));
    entry("target", build.target ?? "", platform);
    for (const [name, value] of Object.entries(build.args).sort()) entry("arg", name, value);
    for (const path of contextFiles(build.context, ignoreRules(build.context))) {
        const file = join(build.context, path);
        const stat = lstatSync(file);
        if (stat.isSymbolicLink()) entry("link", path, readlinkSync(file));
        else if (stat.isFile()) entry("file", path, stat.mode & 0o100 ? "x" : "-", readFileSync(file));
    }
    return hash.digest("hex").slice(0, 12);
}

interface IgnoreRules {
    readonly ignores: (path: string) => boolean;
    /** Some `!pattern` may let a file in an ignored folder through. */
    readonly exceptions: boolean;
}

function ignoreRules(context: string): IgnoreRules {
    const file = join(context, ".dockerignore");
    const text = existsSync(file) ? readFileSync(file, "utf8") : "";
    const rules = dockerignore().add(text);
    return { ignores: (path) => rules.ignores(path), exceptions: /^\s*!/m.test(text) };
}

/** Paths below the context, in a stable order. */
function contextFiles(context: string, rules: IgnoreRules, folder = ""): string[] {
    return readdirSync(join(context, folder), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((found) => {
            const path = folder === "" ? found.name : `${folder}/${found.name}`;
            if (found.isDirectory()) {
                return rules.ignores(path) && !rules.exceptions ? [] : contextFiles(context, rules, path);
            }
            return rules.ignores(path) ? [] : [path];
        });
}
