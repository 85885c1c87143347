import { closeSync, openSync, readSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { x } from "tinyexec";
import type { LintedFiles } from "./checks";

/** Finds the shell scripts and Go modules of a repository, whether git tracks them yet or not. */
export async function findLintedFiles(root: string): Promise<LintedFiles> {
    const list = ["ls-files", "--cached", "--others", "--exclude-standard", "-z"];
    const { stdout } = await x("git", list, { nodeOptions: { cwd: root }, throwOnError: true });
    const files = stdout.split("\0").filter((file) => file !== "" && isFile(join(root, file)));
    const goFolders = files.filter((file) => file.endsWith(".go")).map((file) => dirname(file));
    const modules = files.filter((file) => /(?:^|\/)go\.mod$/.test(file)).map((file) => dirname(file));
    return {
        shellScripts: files.filter((file) => isShellScript(root, file)),
        goModules: modules.filter((module) => goFolders.some((folder) => `${folder}/`.startsWith(`${module}/`))),
    };
}

function isShellScript(root: string, file: string): boolean {
    if (file.endsWith(".sh")) return true;
    return !/\.[^/]+$/.test(file) && /^#!\/(?:usr\/)?bin\/(?:env )?(?:ba|da)?sh\b/.test(firstBytes(join(root, file)));
}

/** What git lists may be gone from the work tree, or a link to a folder. */
function isFile(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function firstBytes(path: string): string {
    const file = openSync(path, "r");
    try {
        const buffer = Buffer.alloc(32);
        return buffer.toString("latin1", 0, readSync(file, buffer, 0, 32, 0));
    } finally {
        closeSync(file);
    }
}
