import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Cache, cacheFolders } from "../../../toolchain/cache";
import { findCommand } from "../../../toolchain/find-command";
import { type Pin, type Pins, pluginName, pins as realPins, type ToolName } from "../../../toolchain/pins";
import type { ToolchainRecord } from "../../../toolchain/record";
import { setupToolchain } from "../../../toolchain/toolchain";
import { ReleaseServer, sha256 } from "./release-server";

/** Does what Pulumi does for `plugin install`, with files that are scripts. */
const pulumiScript = `#!/bin/sh
case "$1" in
    version) echo v3.0.0 ;;
    plugin)
        folder="$PULUMI_HOME/plugins/resource-$4-v$5"
        mkdir -p "$folder" && cp "$7" "$folder/pulumi-resource-$4"
        ;;
esac
`;

const allTools = Object.keys(realPins) as readonly ToolName[];

/** Whether anything can be built on this machine. */
export const hasGo = findCommand("go") !== undefined;

/** The error that something fails with. */
export function failureOf(work: Promise<unknown>): Promise<Error> {
    return work.then(
        () => Promise.reject(new Error("it did not fail")),
        (error: unknown) => error as Error,
    );
}

/** What is different from a machine with nothing but a network. */
export interface Conditions {
    readonly pins?: Partial<Pins>;
    /** Whether Go is on PATH. */
    readonly go?: boolean;
    /** More folders of PATH, at its end. */
    readonly path?: readonly string[];
    readonly again?: boolean;
}

/** A machine in small: a home, a PATH, a publisher's server, and Go modules that build within a second. */
export class SmallWorld {
    public readonly server = new ReleaseServer();
    /** Lines of progress. */
    public readonly lines: string[] = [];
    public folder = "";

    public get cache(): Cache {
        return cacheFolders({ SLIPWAY_CACHE: join(this.folder, "cache") });
    }

    public get home(): string {
        return join(this.folder, "home");
    }

    public async create(): Promise<void> {
        this.folder = await mkdtemp(join(tmpdir(), "slipway-world-"));
        await mkdir(join(this.folder, "path"));
        await mkdir(this.home);
        await this.#writeModules();
        await this.server.start();
    }

    public async remove(): Promise<void> {
        await this.server.stop();
        await rm(this.folder, { recursive: true, force: true });
    }

    /** Publishes the release of each tool, and the list of sums that goes with it. */
    public async publish(...tools: ToolName[]): Promise<void> {
        for (const tool of tools) {
            const body = await this.#archive(tool);
            this.server.offers.set(`/${tool}.tar.gz`, { body });
            this.server.offers.set(`/${tool}.txt`, { body: Buffer.from(`${sha256(body)}  ${tool}.tar.gz\n`) });
        }
    }

    /** Puts an executable file there. */
    public async install(path: string, content: string): Promise<string> {
        const file = join(this.folder, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
        await chmod(file, 0o755);
        return file;
    }

    public pin(tool: ToolName, more: Partial<Pin> = {}): Pin {
        return {
            title: `Tool ${tool}`,
            version: "3.0.0",
            urls: [this.server.url(`/${tool}.tar.gz`)],
            checksums: this.server.url(`/${tool}.txt`),
            os: { [process.platform]: "os" },
            arch: { [process.arch]: "arch" },
            sha256: {},
            ...more,
        };
    }

    /** Sets up in this world; Go is on PATH only when asked for. */
    public setup(tools: ToolName[], more: Conditions = {}): Promise<ToolchainRecord> {
        const pins = Object.fromEntries(allTools.map((tool) => [tool, this.pin(tool)])) as Pins;
        const go = more.go === true ? [dirname(findCommand("go") ?? "")] : [];
        const path = [join(this.folder, "path"), ...go, ...(more.path ?? [])].join(":");
        return setupToolchain({
            tools,
            report: (line) => this.lines.push(line),
            cache: this.cache,
            goFolder: join(this.folder, "go"),
            again: more.again ?? false,
            environment: {
                ...process.env,
                // Wherever the user's own is: this world's lies in its home.
                PULUMI_HOME: undefined,
                HOME: this.home,
                ...goFolders(),
                PATH: path,
            },
            pins: { ...pins, ...more.pins },
        });
    }

    public read(path: string): Promise<string> {
        return readFile(path, "utf8");
    }

    /** The release of the CLI has a folder in it, as the real one has; that of a plugin has not. */
    async #archive(tool: ToolName): Promise<Buffer> {
        const plugin = pluginName(tool);
        const root = join(this.folder, "release", tool);
        const name = plugin === undefined ? `${tool}/${tool}` : `pulumi-resource-${plugin}`;
        await this.install(
            `release/${tool}/${name}`,
            tool === "pulumi" ? pulumiScript : `#!/bin/sh\necho official ${tool} 3.0.0\n`,
        );
        return execFileSync("tar", ["-czf", "-", "-C", root, name]);
    }

    async #writeModules(): Promise<void> {
        const go = join(this.folder, "go");
        const programs = ["pulumi", "pulumi-language-nodejs", "docker", "pulumi-resource-command"];
        const entries = programs.map((binary) => ({ binary, module: "tools", package: ".", ldflags: "-s -w" }));
        await mkdir(join(go, "tools"), { recursive: true });
        await writeFile(join(go, "binaries.json"), JSON.stringify(entries));
        await writeFile(join(go, "tools", "go.mod"), "module example.test/tools\n\ngo 1.21\n");
        await writeFile(join(go, "tools", "main.go"), goProgram);
    }
}

/** A home of its own would mean a cache of its own, and half a minute for Go's standard library. */
function goFolders(): NodeJS.ProcessEnv {
    const go = findCommand("go");
    if (go === undefined) return {};
    // Go's telemetry writes there, even after the command itself has ended: not into a world that is being removed.
    const configuration = process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config");
    return {
        GOCACHE: execFileSync(go, ["env", "GOCACHE"], { encoding: "utf8" }).trim(),
        XDG_CONFIG_HOME: configuration,
    };
}

/** Copies a plugin's file into place when it is called as Pulumi is. */
const goProgram = `package main

import "os"

func main() {
	if len(os.Args) < 8 {
		return
	}
	folder := os.Getenv("PULUMI_HOME") + "/plugins/resource-" + os.Args[4] + "-v" + os.Args[5]
	content, _ := os.ReadFile(os.Args[7])
	_ = os.MkdirAll(folder, 0o755)
	_ = os.WriteFile(folder+"/pulumi-resource-"+os.Args[4], content, 0o755)
}
`;
