import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Cache, unfinishedFolder } from "./cache";
import { execute } from "./execute";
import { type GoBinary, goFolder, sourceKey } from "./go-modules";
import { SetupError } from "./setup-error";

/** The Go compiler of this machine. */
export interface GoCompiler {
    /** Version without the leading `go`, e.g. `1.26.8`. */
    readonly version: string;
    /** Everything else about it that ends up in a program: system, architecture, use of a C compiler. */
    readonly settings: string;
}

/** Modules are checked against the committed go.sum and nothing else; no other Go than the installed one is fetched. */
const buildEnvironment = { GOTOOLCHAIN: "local", GOFLAGS: "-mod=readonly", GOWORK: "off" };

/** How many of the last lines of a failed build are shown. */
const shownLines = 12;

/** Looks for Go on PATH; undefined where there is none. */
export async function findGo(environment = process.env): Promise<GoCompiler | undefined> {
    try {
        const { stdout, exitCode } = await execute("go", ["env", "GOVERSION", "GOOS", "GOARCH", "CGO_ENABLED"], {
            nodeOptions: { env: { ...environment, ...buildEnvironment } },
        });
        const [version = "", ...settings] = stdout.trim().split("\n");
        return exitCode === 0 ? { version: version.replace(/^go/, ""), settings: settings.join(" ") } : undefined;
    } catch {
        return undefined;
    }
}

/** Where a built program lies, once it is built. */
export function builtFolder(cache: Cache, entry: GoBinary, go: GoCompiler, folder = goFolder): string {
    return join(cache.tools, `${entry.binary}-${sourceKey(entry, `${go.version} ${go.settings}`, folder)}`);
}

/**
 * Builds one program from its Go module into a folder of the cache; all of it or nothing.
 *
 * @throws SetupError with the last lines that Go printed.
 */
export async function goBuild(cache: Cache, entry: GoBinary, target: string, folder = goFolder): Promise<void> {
    const unfinished = await unfinishedFolder(cache, entry.binary);
    // The repository's commit would be stamped into the program otherwise, which is not what determines it.
    const flags = ["-buildvcs=false", "-ldflags", entry.ldflags, "-o", join(unfinished, entry.binary)];
    const { exitCode, stderr } = await execute("go", ["build", ...flags, entry.package], {
        nodeOptions: { cwd: join(folder, entry.module), env: { ...process.env, ...buildEnvironment } },
    });
    if (exitCode !== 0) {
        const lines = stderr.trimEnd().split("\n").slice(-shownLines);
        throw new SetupError(
            [
                `${entry.binary} can't be built in ${join(folder, entry.module)}: go build exited with ${exitCode}`,
                ...lines.map((line) => `    ${line}`),
                "    when modules can't be fetched, check that the proxy of `go env GOPROXY` is reachable",
            ].join("\n"),
        );
    }
    await mkdir(cache.tools, { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target);
}
